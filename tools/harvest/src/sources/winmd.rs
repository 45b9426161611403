//! Reads constants from Windows metadata.

use crate::constant::{Constant, Source};
use anyhow::{Context as _, Result};
use windows_metadata::reader::{File, Index};
use windows_metadata::{Type, Value};

/// The integer constants of a metadata file, in no particular order (the index is a hash map).
pub fn constants(bytes: Vec<u8>, source: Source) -> Result<Vec<Constant>> {
    let index = Index::new(vec![File::new(bytes).context("no metadata file")?]);
    let mut constants = Vec::new();
    for (namespace, holder, definition) in index.iter() {
        for field in definition.fields() {
            let Some(value) = field.constant().and_then(|constant| integer(&constant.value())) else {
                continue;
            };
            constants.push(Constant {
                symbol: field.name().to_string(),
                source,
                place: place(namespace, holder),
                ty: type_name(&field.ty()),
                value,
            });
        }
    }
    Ok(constants)
}

fn place(namespace: &str, holder: &str) -> String {
    let namespace = namespace.strip_prefix("Windows.Win32").unwrap_or(namespace).trim_start_matches('.');
    if holder == "Apis" { namespace.to_string() } else { format!("{namespace}/{holder}") }
}

fn type_name(ty: &Type) -> String {
    match ty {
        Type::ValueName(name) | Type::ClassName(name) => name.name.clone(),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn integer(value: &Value) -> Option<i64> {
    Some(match value {
        Value::U8(value) => i64::from(*value),
        Value::I8(value) => i64::from(*value),
        Value::U16(value) => i64::from(*value),
        Value::I16(value) => i64::from(*value),
        Value::U32(value) => i64::from(*value),
        Value::I32(value) => i64::from(*value),
        Value::I64(value) => *value,
        Value::U64(value) => i64::try_from(*value).ok()?,
        _ => return None,
    })
}
