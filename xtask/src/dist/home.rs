//! What the home page says before the app arrives, and where it never does.

use pos_doctor_core::content::Bundle;

/// `<li>` for each symptom in zh-CN: its name in `<b>`, what counts as it in `<span>`.
pub fn symptoms(content: &Bundle) -> String {
    let mut symptoms: Vec<_> = content.knowledge.symptoms.iter().zip(&content.zh.symptoms).collect();
    symptoms.sort_by_key(|(symptom, _)| symptom.order);
    let item = |(_, words): (_, &pos_doctor_core::content::words::SymptomWords)| {
        format!("<li><b>{}</b> <span>{}</span></li>\n", escape(&words.name), escape(&words.hint))
    };
    symptoms.into_iter().map(item).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
