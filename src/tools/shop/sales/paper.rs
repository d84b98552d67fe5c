//! Sales on paper: the register on A4, one of them on a slip for the till and the customer.

use super::{finding, money, stage, state, told};
use crate::components::{Element, el, text};
use crate::tools::Tools;
use pos_doctor_core::content::tools::Shop;
use pos_doctor_core::shop::Sale;

/// All sales, as a table; only on paper.
pub fn register(tools: Tools, sales: &[Sale]) -> Element {
    let heads =
        [Shop::When, Shop::Amount, Shop::LastFour, Shop::Reference, Shop::Terminal, Shop::ToldLabel, Shop::State];
    let head = el("tr", "").children(heads.into_iter().map(|word| text("th", "", tools.t(word)).attr("scope", "col")));
    let rows = sales.iter().map(|sale| {
        let cells = [
            sale.when.to_string(),
            money(sale),
            sale.last_four.clone(),
            sale.reference.clone(),
            sale.terminal.clone(),
            tools.t(told(sale.told)).to_owned(),
            format!("{}\n{}", state(tools, sale), steps(tools, sale)).trim().to_owned(),
        ];
        el("tr", "").children(cells.iter().map(|cell| text("td", "", cell)))
    });
    el("table", "paper").child(el("thead", "").child(head)).child(el("tbody", "").children(rows))
}

fn steps(tools: Tools, sale: &Sale) -> String {
    let line = |e: &pos_doctor_core::shop::sale::Entered| {
        format!("{}: {} ({})", tools.t(stage(e.stage).0), tools.t(finding(e.stage, e.finding)), e.at)
    };
    sale.log.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// One sale, with lines to sign; only on paper. Names and numbers of customers are written by hand: they are kept
/// on the paper and nowhere else.
pub fn slip(tools: Tools, sale: &Sale) -> Element {
    let facts = [
        (Shop::When, sale.when.to_string()),
        (Shop::Amount, money(sale)),
        (Shop::LastFour, sale.last_four.clone()),
        (Shop::Reference, sale.reference.clone()),
        (Shop::Terminal, sale.terminal.clone()),
        (Shop::ToldLabel, tools.t(told(sale.told)).to_owned()),
        (Shop::State, state(tools, sale).to_owned()),
    ];
    let facts = facts.iter().filter(|(_, value)| !value.is_empty());
    let facts = facts.map(|(word, value)| text("p", "", &format!("{}: {value}", tools.t(*word))));
    let blank = [Shop::SlipContact, Shop::SlipCustomer, Shop::SlipShop].into_iter();
    el("div", "paper slip")
        .child(text("h2", "", tools.t(Shop::SlipTitle)))
        .children(facts)
        .child(text("p", "", tools.t(Shop::SlipText)))
        .children(blank.map(|word| text("p", "blank", tools.t(word))))
}
