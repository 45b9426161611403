//! Evaluates the constant expressions that stand in `#define`s.

use crate::sources::c_macros::Scope;
use std::collections::HashMap;

/// A value and the type it was last cast to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Number {
    /// The value; a cast to a signed 32-bit type is not carried out.
    pub value: i64,
    /// The name of the type of the outermost cast, empty without one.
    pub ty: String,
}

/// How deep macros may refer to macros.
const DEPTH: usize = 24;

/// The value of an expression, or nothing if it is no integer constant.
pub fn evaluate(text: &str, scope: &Scope) -> Option<Number> {
    Evaluation { scope, arguments: HashMap::new(), depth: 0 }.whole(text)
}

/// Names under which headers turn a Win32 number into an HRESULT.
const WIN32_WRAPPERS: [&str; 2] = ["HRESULT_FROM_WIN32", "__HRESULT_FROM_WIN32"];

struct Evaluation<'a> {
    scope: &'a Scope<'a>,
    arguments: HashMap<String, Number>,
    depth: usize,
}

impl Evaluation<'_> {
    fn whole(&self, text: &str) -> Option<Number> {
        let tokens = tokens(text)?;
        let mut cursor = Cursor { tokens: &tokens, place: 0 };
        let number = self.binary(&mut cursor, 0)?;
        (cursor.place == tokens.len()).then_some(number)
    }

    fn binary(&self, cursor: &mut Cursor, level: usize) -> Option<Number> {
        const LEVELS: [&[&str]; 6] = [&["|"], &["^"], &["&"], &["<<", ">>"], &["+", "-"], &["*", "/"]];
        let Some(operators) = LEVELS.get(level) else { return self.unary(cursor) };
        let mut left = self.binary(cursor, level + 1)?;
        while let Some(operator) = cursor.peek().filter(|token| operators.contains(token)) {
            let operator = operator.to_string();
            cursor.place += 1;
            let right = self.binary(cursor, level + 1)?.value;
            let value = match operator.as_str() {
                "|" => left.value | right,
                "^" => left.value ^ right,
                "&" => left.value & right,
                "<<" => left.value.checked_shl(u32::try_from(right).ok()?)?,
                ">>" => left.value.checked_shr(u32::try_from(right).ok()?)?,
                "+" => left.value.checked_add(right)?,
                "-" => left.value.checked_sub(right)?,
                "*" => left.value.checked_mul(right)?,
                _ => left.value.checked_div(right)?,
            };
            left = Number { value, ty: left.ty };
        }
        Some(left)
    }

    fn unary(&self, cursor: &mut Cursor) -> Option<Number> {
        let token = cursor.next()?.to_string();
        match token.as_str() {
            "-" => self.unary(cursor).map(|number| Number { value: -number.value, ..number }),
            "~" => self.unary(cursor).map(|number| Number { value: !number.value, ..number }),
            "+" => self.unary(cursor),
            "(" => self.parenthesis(cursor),
            word if word.starts_with(|c: char| c.is_ascii_digit()) => literal(word),
            word => self.name(word, cursor),
        }
    }

    /// What follows an opening parenthesis: a cast, or an expression in parentheses.
    fn parenthesis(&self, cursor: &mut Cursor) -> Option<Number> {
        let start = cursor.place;
        if let Some(ty) = self.type_name(cursor)
            && cursor.peek().is_some_and(|token| token == "(" || token == "-" || token == "~" || is_word(token))
        {
            let number = self.unary(cursor)?;
            return Some(Number { ty, ..number });
        }
        cursor.place = start;
        let number = self.binary(cursor, 0)?;
        (cursor.next()? == ")").then_some(number)
    }

    /// A type's name up to the closing parenthesis: words none of which is a constant.
    fn type_name(&self, cursor: &mut Cursor) -> Option<String> {
        let mut last = String::new();
        loop {
            let token = cursor.next()?;
            if token == ")" {
                return (!last.is_empty()).then_some(last);
            }
            if !is_word(token) || token.starts_with(|c: char| c.is_ascii_digit()) || self.is_constant(token) {
                return None;
            }
            last = token.to_string();
        }
    }

    /// Whether a word stands for a number, and so is no type's name.
    fn is_constant(&self, word: &str) -> bool {
        self.name(word, &mut Cursor { tokens: &[], place: 0 }).is_some()
    }

    /// The argument of `HRESULT_FROM_WIN32`, whose definition is a conditional expression or an inline function.
    fn wrapped_win32(&self, cursor: &mut Cursor) -> Option<Number> {
        if cursor.next()? != "(" {
            return None;
        }
        let code = self.binary(cursor, 0)?.value;
        let value = if (1..=0xFFFF).contains(&code) { 0x8007_0000 | code } else { code };
        (cursor.next()? == ")").then_some(Number { value, ty: "HRESULT".into() })
    }

    fn name(&self, name: &str, cursor: &mut Cursor) -> Option<Number> {
        if let Some(number) = self.arguments.get(name) {
            return Some(number.clone());
        }
        if self.depth == DEPTH || !is_word(name) {
            return None;
        }
        if WIN32_WRAPPERS.contains(&name) {
            return self.wrapped_win32(cursor);
        }
        let definition = self.scope.get(name)?;
        let Some(parameters) = &definition.parameters else {
            return self.plain_macro(name, &definition.body);
        };
        if cursor.next()? != "(" {
            return None;
        }
        let mut arguments = HashMap::new();
        for (place, parameter) in parameters.iter().enumerate() {
            arguments.insert(parameter.clone(), self.binary(cursor, 0)?);
            let separator = if place + 1 == parameters.len() { ")" } else { "," };
            if cursor.next()? != separator {
                return None;
            }
        }
        Evaluation { scope: self.scope, arguments, depth: self.depth + 1 }.whole(&definition.body)
    }

    /// The value of a macro without parameters, evaluated once.
    fn plain_macro(&self, name: &str, body: &str) -> Option<Number> {
        if let Some(known) = self.scope.known.borrow().get(name) {
            return known.clone();
        }
        let inner = Evaluation { scope: self.scope, arguments: HashMap::new(), depth: self.depth + 1 };
        let number = inner.whole(body);
        self.scope.known.borrow_mut().insert(name.to_string(), number.clone());
        number
    }
}

struct Cursor<'a> {
    tokens: &'a [String],
    place: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.tokens.get(self.place).map(String::as_str)
    }

    fn next(&mut self) -> Option<&'a str> {
        let token = self.peek()?;
        self.place += 1;
        Some(token)
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

fn tokens(text: &str) -> Option<Vec<String>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if is_word(rest) {
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len())
        } else if rest.starts_with("<<") || rest.starts_with(">>") {
            2
        } else if "()+-*/|&^~,".contains(first) {
            1
        } else {
            return None;
        };
        tokens.push(rest[..length].to_string());
        rest = rest[length..].trim_start();
    }
    (!tokens.is_empty()).then_some(tokens)
}

fn literal(text: &str) -> Option<Number> {
    let digits = text.trim_end_matches(['u', 'U', 'l', 'L']);
    let value = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(hex) => i64::from_str_radix(hex, 16).ok()?,
        None if digits.len() > 1 && digits.starts_with('0') => i64::from_str_radix(digits, 8).ok()?,
        None => digits.parse().ok()?,
    };
    Some(Number { value, ty: String::new() })
}
