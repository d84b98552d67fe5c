//! What the home page says before the app arrives, and where it never does.

use pos_doctor_core::content::words::SymptomWords;
use pos_doctor_core::content::{Bundle, Symptom};

/// `<li>` for each symptom in zh-CN, drawn like the app's own, with the way to its page without a program.
pub fn symptoms(content: &Bundle) -> String {
    let mut symptoms: Vec<_> = content.knowledge.symptoms.iter().zip(&content.zh.symptoms).collect();
    symptoms.sort_by_key(|(symptom, _)| symptom.order);
    let item = |(symptom, words): (&Symptom, &SymptomWords)| {
        format!(
            "<li><a class=\"tile\" data-answer=\"{0}\" href=\"zh/symptom/{0}.html\"><span class=\"label\">{1}<small>{2}</small></span></a></li>\n",
            symptom.id,
            escape(&words.name),
            escape(&words.hint)
        )
    };
    symptoms.into_iter().map(item).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
