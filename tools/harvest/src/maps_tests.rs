use super::{Pair, python_pairs, wine_pairs};

fn pairs(expected: &[(&str, &str)]) -> Vec<Pair> {
    expected.iter().map(|(from, to)| (from.to_string(), to.to_string())).collect()
}

#[test]
fn wine_rows_without_a_name_or_a_mapping_are_passed_over() {
    let header = "    ERROR_WAIT_1,                  /* 00000001 (STATUS_WAIT_1) */
    ERROR_MR_MID_NOT_FOUND,        /* 0000010f */
    ERROR_MR_MID_NOT_FOUND,        /* 4000000a (STATUS_FT_READ_RECOVERY_FROM_BACKUP) */
    ERROR_MR_MID_NOT_FOUND,        /* c0000109 (STATUS_MESSAGE_NOT_FOUND) */
";
    let expected = [
        ("STATUS_SUCCESS", "ERROR_SUCCESS"),
        ("STATUS_WAIT_1", "ERROR_WAIT_1"),
        ("STATUS_MESSAGE_NOT_FOUND", "ERROR_MR_MID_NOT_FOUND"),
    ];
    assert_eq!(wine_pairs(header), pairs(&expected));
}

#[test]
fn python_cases_belong_to_the_return_below_them() {
    let header = "    case WSAEINTR:
        return winerror - 10000;
    case ERROR_FILE_EXISTS:               //   80
    case 35:                              //   35 (undefined)
        return EEXIST;
    case ERROR_INVALID_FUNCTION:          //    1
    default:
        return EINVAL;
";
    let expected = [("ERROR_FILE_EXISTS", "EEXIST"), ("ERROR_INVALID_FUNCTION", "EINVAL")];
    assert_eq!(python_pairs(header), pairs(&expected));
}
