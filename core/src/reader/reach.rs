//! What stands between a page and a reader: the browser, the permission, the port. Each obstacle has words in the content
//! that say what it means and what to do; nothing here is an error of the merchant.

use super::model::{Model, Wire};

/// The three doors of a browser to devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Web Serial.
    Serial,
    /// WebUSB.
    Usb,
    /// WebHID.
    Hid,
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Serial, Self::Usb, Self::Hid];

    /// The name of its permission and of its object in `navigator`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Serial => "serial",
            Self::Usb => "usb",
            Self::Hid => "hid",
        }
    }
}

/// What can be seen of a browser without asking anybody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Browser<'a> {
    /// `navigator.userAgent`; only programs that show pages within themselves are recognised by it.
    pub agent: &'a str,
    /// Served over https or from this computer.
    pub secure: bool,
    /// The page is shown within another page.
    pub framed: bool,
    /// Which doors exist, in the order of [`Door::ALL`].
    pub has: [bool; 3],
    /// Which doors the page may use, as far as the browser tells.
    pub allows: [bool; 3],
}

/// Something in the way, or something to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Shown inside WeChat: no device can be reached from there.
    WeChat,
    /// Shown inside another program.
    OtherApp,
    /// Not over https.
    Insecure,
    /// Inside a page that passes the permission on to nobody.
    Framed,
    /// Forbidden by whoever manages this computer, or by the server.
    Forbidden,
    /// This browser has no such door.
    NoDoor,
    /// The list was closed without a choice.
    NothingChosen,
    /// Somebody else has the port, or it does not open.
    Busy,
    /// A driver of the system holds the device.
    DriverHolds,
    /// A kind of device that browsers keep to themselves: smart-card readers, keyboards, security keys.
    Protected,
    /// The port does not know this speed or setting.
    Setting,
    /// This tab has it open already.
    AlreadyOpen,
    /// It went away.
    Lost,
    /// Not the kind of device that was chosen.
    OtherDevice,
    /// Request to send and its like could not be set. Not fatal.
    Signals,
    /// Anything else.
    Unknown,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::WeChat,
        Self::OtherApp,
        Self::Insecure,
        Self::Framed,
        Self::Forbidden,
        Self::NoDoor,
        Self::NothingChosen,
        Self::Busy,
        Self::DriverHolds,
        Self::Protected,
        Self::Setting,
        Self::AlreadyOpen,
        Self::Lost,
        Self::OtherDevice,
        Self::Signals,
        Self::Unknown,
    ];

    /// Its name in the content.
    pub fn name(self) -> &'static str {
        match self {
            Self::WeChat => "wechat",
            Self::OtherApp => "other_app",
            Self::Insecure => "insecure",
            Self::Framed => "framed",
            Self::Forbidden => "forbidden",
            Self::NoDoor => "no_door",
            Self::NothingChosen => "nothing_chosen",
            Self::Busy => "busy",
            Self::DriverHolds => "driver_holds",
            Self::Protected => "protected",
            Self::Setting => "setting",
            Self::AlreadyOpen => "already_open",
            Self::Lost => "lost",
            Self::OtherDevice => "other_device",
            Self::Signals => "signals",
            Self::Unknown => "unknown",
        }
    }
}

/// Programs that show pages within themselves and have no doors, by a word in their name for themselves.
const APPS: [&str; 6] = ["AlipayClient", "DingTalk", "QQ/", "Weibo", "BytedanceWebview", "; wv)"];

/// Whether the page is shown inside another program.
pub fn inside(agent: &str) -> Option<Finding> {
    if agent.contains("MicroMessenger") {
        return Some(Finding::WeChat);
    }
    APPS.iter().any(|app| agent.contains(app)).then_some(Finding::OtherApp)
}

/// What keeps a page from using a door; nothing when it may try.
pub fn obstacle(door: Door, browser: &Browser<'_>) -> Option<Finding> {
    let at = |all: [bool; 3]| Door::ALL.iter().position(|d| *d == door).and_then(|n| all.get(n).copied());
    if at(browser.has) != Some(true) {
        // A browser hides its doors from pages that are not secure.
        let insecure = (!browser.secure).then_some(Finding::Insecure);
        return inside(browser.agent).or(insecure).or(Some(Finding::NoDoor));
    }
    if at(browser.allows) != Some(true) {
        return Some(if browser.framed { Finding::Framed } else { Finding::Forbidden });
    }
    None
}

/// The doors through which a model can be reached, the better one first. A keyboard needs none.
pub fn doors(model: Model) -> &'static [Door] {
    match model.wire() {
        Wire::Keys => &[],
        // Many USB cables behave like a serial port that WebUSB can drive as well, on phones too.
        Wire::Serial(_) => &[Door::Serial, Door::Usb],
        Wire::Usb => &[Door::Usb],
        Wire::Hid => &[Door::Hid],
    }
}

/// The door to a model that this browser opens, or the first obstacle.
///
/// # Errors
/// What stands before the best door, when none is open.
pub fn open_door(model: Model, browser: &Browser<'_>) -> Result<Option<Door>, Finding> {
    let doors = doors(model);
    let free = doors.iter().copied().find(|door| obstacle(*door, browser).is_none());
    match (free, doors.first()) {
        (None, Some(best)) => Err(obstacle(*best, browser).unwrap_or(Finding::Unknown)),
        (free, _) => Ok(free),
    }
}

/// When a browser refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// The list of devices was open.
    Choosing,
    /// The device was being opened.
    Opening,
    /// It was in use.
    Talking,
}

/// What the name of an exception means, by door and moment (Web Serial, WebUSB, WebHID specifications).
pub fn refused(door: Door, moment: Moment, exception: &str) -> Finding {
    match (door, moment, exception) {
        (_, Moment::Choosing, "NotFoundError") => Finding::NothingChosen,
        (_, Moment::Choosing, "SecurityError") => Finding::Forbidden,
        (Door::Serial, Moment::Opening, "NetworkError") => Finding::Busy,
        (Door::Usb, Moment::Opening, "NetworkError") => Finding::DriverHolds,
        (_, Moment::Opening, "SecurityError") if door != Door::Serial => Finding::Protected,
        // On Linux and Windows a device that the system holds refuses to open with this one.
        (Door::Usb, Moment::Opening, "SecurityError" | "InvalidAccessError") => Finding::DriverHolds,
        (Door::Hid, Moment::Opening, "NotAllowedError" | "NetworkError") => Finding::Busy,
        (Door::Serial, Moment::Opening, "InvalidStateError") => Finding::AlreadyOpen,
        (_, Moment::Opening, "NotSupportedError" | "TypeError") => Finding::Setting,
        (_, _, "NotFoundError") | (_, Moment::Talking, _) => Finding::Lost,
        (_, _, "SecurityError") => Finding::Forbidden,
        _ => Finding::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: Browser<'static> =
        Browser { agent: "Chrome/156", secure: true, framed: false, has: [true; 3], allows: [true; 3] };

    #[test]
    fn a_good_browser_opens_the_best_door() {
        assert_eq!(open_door(Model::Msr, &CHROME), Ok(Some(Door::Serial)));
        assert_eq!(open_door(Model::MagTek, &CHROME), Ok(Some(Door::Hid)));
        let phone = Browser { has: [false, true, false], ..CHROME };
        assert_eq!(open_door(Model::Msr, &phone), Ok(Some(Door::Usb)));
        assert_eq!(open_door(Model::MagTek, &phone), Err(Finding::NoDoor));
    }

    #[test]
    fn a_keyboard_needs_no_door() {
        let nothing = Browser { agent: "MicroMessenger", ..Browser::default() };
        assert_eq!(open_door(Model::Wedge, &nothing), Ok(None));
    }

    #[test]
    fn each_obstacle_is_told_apart() {
        let shut = Browser { has: [false; 3], ..CHROME };
        let check = |browser, expected| assert_eq!(obstacle(Door::Serial, &browser), Some(expected));
        check(shut, Finding::NoDoor);
        check(Browser { secure: false, ..shut }, Finding::Insecure);
        check(Browser { agent: "Mobile MicroMessenger/8.0", secure: false, ..shut }, Finding::WeChat);
        check(Browser { agent: "AlipayClient/10", ..shut }, Finding::OtherApp);
        check(Browser { allows: [false; 3], ..CHROME }, Finding::Forbidden);
        check(Browser { allows: [false; 3], framed: true, ..CHROME }, Finding::Framed);
    }

    #[test]
    fn exceptions_speak_of_their_moment() {
        for (door, moment, name, expected) in [
            (Door::Serial, Moment::Choosing, "NotFoundError", Finding::NothingChosen),
            (Door::Serial, Moment::Opening, "NetworkError", Finding::Busy),
            (Door::Serial, Moment::Opening, "InvalidStateError", Finding::AlreadyOpen),
            (Door::Usb, Moment::Opening, "NetworkError", Finding::DriverHolds),
            (Door::Usb, Moment::Opening, "SecurityError", Finding::Protected),
            (Door::Hid, Moment::Opening, "NotAllowedError", Finding::Busy),
            (Door::Usb, Moment::Talking, "NetworkError", Finding::Lost),
            (Door::Serial, Moment::Opening, "TypeError", Finding::Setting),
            (Door::Hid, Moment::Choosing, "SecurityError", Finding::Forbidden),
            (Door::Hid, Moment::Opening, "???", Finding::Unknown),
        ] {
            assert_eq!(refused(door, moment, name), expected, "{door:?} {moment:?} {name}");
        }
    }

    #[test]
    fn names_differ() {
        for (n, finding) in Finding::ALL.iter().enumerate() {
            assert!(Finding::ALL.iter().skip(n + 1).all(|other| other.name() != finding.name()));
        }
    }
}
