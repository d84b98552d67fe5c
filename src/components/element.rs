//! One kind of element for every block.
//!
//! `view!` makes a type of its own for each piece of markup, which costs kilobytes when there are thirty of them;
//! pages are data anyway, so they are drawn through this one type.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::html::custom;
use leptos::prelude::*;

/// An element in the making. Boxed: it is handed on with every word that is added, and one pointer moves in less code
/// than three lists.
pub struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element with this tag and class; an empty class is none.
pub fn el(tag: &'static str, class: &str) -> Element {
    let element = Element(Box::new(Parts { tag, attributes: Vec::new(), children: Vec::new() }));
    if class.is_empty() { element } else { element.attr("class", class) }
}

/// An element with a text in it.
pub fn text(tag: &'static str, class: &str, text: &str) -> Element {
    el(tag, class).text(text)
}

impl Element {
    pub fn attr(mut self, name: &'static str, value: &str) -> Self {
        self.0.attributes.push(custom_attribute(name, value.to_owned()).into_any_attr());
        self
    }

    /// What pressing does.
    pub fn on_click(mut self, press: impl Fn() + 'static) -> Self {
        let press: Box<dyn Fn(ev::MouseEvent)> = Box::new(move |event| {
            event.prevent_default();
            press();
        });
        self.0.attributes.push(leptos::tachys::html::event::on(ev::click, press).into_any_attr());
        self
    }

    /// What sending a form does, instead of leaving the page.
    pub fn on_submit(mut self, send: impl Fn() + 'static) -> Self {
        let send: Box<dyn Fn(ev::SubmitEvent)> = Box::new(move |event| {
            event.prevent_default();
            send();
        });
        self.0.attributes.push(leptos::tachys::html::event::on(ev::submit, send).into_any_attr());
        self
    }

    pub fn text(mut self, text: &str) -> Self {
        self.0.children.push(text.to_owned().into_any());
        self
    }

    pub fn child(mut self, child: Self) -> Self {
        self.0.children.push(child.view());
        self
    }

    pub fn children(mut self, children: impl Iterator<Item = Self>) -> Self {
        children.for_each(|child| self.0.children.push(child.view()));
        self
    }

    /// Something that was drawn otherwise.
    pub fn with(mut self, view: impl IntoIterator<Item = AnyView>) -> Self {
        self.0.children.extend(view);
        self
    }

    pub fn view(self) -> AnyView {
        let Parts { tag, attributes, children } = *self.0;
        custom(tag).child(children).add_any_attr(attributes).into_any()
    }
}
