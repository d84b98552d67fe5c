//! Response codes in free text: all spellings that terminals and people use, but no prices, card digits or order numbers.

use super::{MAX_INPUT, fold};
use crate::content::{CodeId, Knowledge};

/// Words after which a number is a code.
const CUES: [&str; 18] = [
    "代码",
    "应答码",
    "应答",
    "返回",
    "返回码",
    "响应码",
    "错误码",
    "错误",
    "码",
    "提示",
    "显示",
    "报",
    "都",
    "全",
    "CODE",
    "ERROR",
    "RESPONSE",
    "RC",
];

/// Words before which or after which a number is something else.
const NOT_AFTER: [&str; 15] =
    ["尾号", "末四位", "卡号", "第", "金额", "单号", "订单", "票号", "¥", "￥", "$", "收了", "ENDING", "NUMBER", "个"];
const NOT_BEFORE: [&str; 20] = [
    "元", "块", "单", "号", "笔", "分", "毛", "角", "%", "张", "台", "年", "月", "日", "点", "个", "次", "CI ", "YUAN",
    "RMB",
];

/// Codes that the text names, best reading first, each once.
pub fn codes(k: &Knowledge, input: &str) -> Vec<CodeId> {
    let text: Vec<char> = fold(input).chars().take(MAX_INPUT).collect();
    let mut found = Vec::new();
    for token in tokens(&text).iter().filter(|t| t.is_code()) {
        for spelling in spellings(&token.text) {
            let code = k.find_code(&spelling).filter(|id| !found.contains(id));
            found.extend(code);
        }
    }
    found
}

/// Letters and digits in one run, and what stands around them.
#[derive(Debug)]
struct Token {
    text: String,
    before: String,
    after: String,
}

/// All runs. A lone pair such as `4 5` or `a o` is one run that was typed with a space.
fn tokens(text: &[char]) -> Vec<Token> {
    let compact: String = text.iter().filter(|c| **c != ' ').collect();
    let alone = compact.len() == 2 && compact.chars().all(|c| c.is_ascii_alphanumeric());
    if alone {
        return vec![Token { text: compact, before: String::new(), after: String::new() }];
    }
    let is_part = |c: &char| c.is_ascii_alphanumeric();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = text.iter().skip(at).position(is_part).map(|n| at + n) {
        let length = text.iter().skip(start).take_while(|c| is_part(c)).count();
        at = start + length;
        tokens.push(Token {
            text: text.iter().skip(start).take(length).collect(),
            before: text.iter().take(start).collect(),
            after: text.iter().skip(at).collect(),
        });
    }
    tokens
}

impl Token {
    fn is_code(&self) -> bool {
        let (before, after) = (self.before.trim_end(), self.after.trim_start());
        let other = NOT_AFTER.iter().any(|w| before.ends_with(w)) || NOT_BEFORE.iter().any(|w| after.starts_with(w));
        let cued = CUES.iter().any(|w| before.trim_end_matches([' ', ':', '=', '[', '(', '是', '为']).ends_with(w));
        self.text.len() <= 4 && !other && !self.in_number() && (cued || self.stands_out())
    }

    /// Part of a price, a time or a date.
    fn in_number(&self) -> bool {
        let digit_beyond = |mark: Option<char>, beyond: Option<char>| {
            mark.is_some_and(|c| ".,:/-".contains(c)) && beyond.is_some_and(|c| c.is_ascii_digit())
        };
        let (mut left, mut right) = (self.before.chars().rev(), self.after.chars());
        digit_beyond(left.next(), left.next()) || digit_beyond(right.next(), right.next())
    }

    /// Between brackets, or a word of its own. Letters alone also occur as words: they must be all there is.
    fn stands_out(&self) -> bool {
        let bracketed = self.before.ends_with(['[', '(']) && self.after.starts_with([']', ')']);
        let whole =
            self.before.trim().is_empty() && self.after.trim_matches([' ', '+', ':', '.', '。', '!']).is_empty();
        let loose = |c: Option<char>| c.is_none_or(|c| " :+,.!?;,。、!?;:".contains(c));
        let word = loose(self.before.chars().next_back()) && loose(self.after.chars().next());
        bracketed || whole || word && self.text.chars().any(|c| c.is_ascii_digit())
    }
}

/// What a run may stand for: as it is, the letter O for a zero, leading zeros, `N51`, and 300 + code.
fn spellings(token: &str) -> Vec<String> {
    let with_zero = token.replace('O', "0");
    let mut list = vec![token.to_owned(), with_zero.clone()];
    let digits = with_zero.strip_prefix('N').unwrap_or(&with_zero);
    if digits.chars().all(|c| c.is_ascii_digit()) {
        let short = digits.trim_start_matches('0');
        list.push(format!("{short:0>2}"));
        if let (3, Some(rest)) = (digits.len(), digits.strip_prefix('3')) {
            list.push(rest.to_owned());
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Code, CodeClass, Hint};

    fn knowledge() -> Knowledge {
        let code = |id: &&str| Code {
            id: (*id).to_owned(),
            class: CodeClass::Open,
            who: String::new(),
            hint: Hint::default(),
        };
        let ids = ["00", "05", "45", "51", "55", "A0", "A097", "N1", "WE", "3XX"];
        Knowledge { codes: ids.iter().map(code).collect(), ..Knowledge::default() }
    }

    fn check(input: &str, expected: &str) {
        let k = knowledge();
        let found: Vec<_> = codes(&k, input).into_iter().filter_map(|c| k.code(c)).map(|c| c.id.as_str()).collect();
        assert_eq!(found.join(" "), expected, "{input}");
    }

    #[test]
    fn every_form_of_a_code_is_read() {
        for input in [
            "51",
            "051",
            "0051",
            "[51]",
            "(51)",
            "51:",
            "51:请联系发卡行",
            "代码51",
            "应答码51",
            "错误51",
            "５１",
            "【51】",
            "交易失败 51",
            "交易失败[51]余额",
            "显示51",
            "应答51,换卡也一样",
            "code 51",
            "error: 51",
            "351",
            "N51",
            "5 1",
            " 51 ",
            "错误码是51",
        ] {
            check(input, "51");
        }
        for input in ["A0", "a0", "AO", "a o", "Ａ0", "[ao]"] {
            check(input, "A0");
        }
        for (input, code) in
            [("45+", "45"), ("4 5", "45"), ("a097", "A097"), ("5", "05"), ("we", "WE"), ("n1", "N1"), ("300", "00")]
        {
            check(input, code);
        }
    }

    #[test]
    fn several_codes_are_found_in_their_order() {
        check("先报51,后来报55", "51 55");
        check("51 51", "51");
    }

    #[test]
    fn prices_card_digits_and_orders_are_no_codes() {
        for input in [
            "51元",
            "51 元",
            "尾号5155",
            "尾号51",
            "第45单",
            "¥51",
            "51.00",
            "12:51",
            "51块",
            "卡号6222025155",
            "收款51号",
            "51%",
            "多按一个 0,走了",
            "cuo 5 ci le",
            "we cannot pay",
            "2024-05-51",
            "",
            "卡不行",
            "1234567",
        ] {
            check(input, "");
        }
    }

    #[test]
    fn no_input_panics() {
        for input in ["\u{0}", "[[[", "5]", "🂡51🂡", &"5".repeat(10_000), &"代码".repeat(5000)] {
            let _ = codes(&knowledge(), input);
        }
    }
}
