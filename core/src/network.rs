//! The shop's own connection, as far as a page can know it: whether addresses that the bank named answer a bare knock, and
//! after how long. Names, certificates and firewalls are hidden from pages: silence may be any of them, or the bank.

/// Milliseconds.
pub type Millis = u32;

/// How long an answer is waited for.
pub const PATIENCE: Millis = 10_000;
/// An answer that takes longer is slow. Our judgement: one knock is a small part of what a sale exchanges.
const SLOW: Millis = 3_000;

/// What became of knocking at one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knock {
    /// Something answered, after this time.
    Answered(Millis),
    /// It failed at once: the name is not known, something stands in the way, or nobody listens there.
    Refused,
    /// Nothing came within [`PATIENCE`].
    Silent,
    /// The page may not ask this address: the server's headers are older than its config.json.
    Forbidden,
}

/// What all of it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// This device itself has no network.
    Offline,
    /// Nothing was learned.
    Forbidden,
    /// Every address answered.
    Reached,
    /// Every address answered, one of them late.
    Slow,
    /// Some answered.
    Partly,
    /// None answered, and one of them left us waiting.
    Silent,
    /// All failed at once.
    Refused,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Offline, Self::Forbidden, Self::Reached, Self::Slow, Self::Partly, Self::Silent, Self::Refused];

    /// Its name in the content: `finding_` and `fix_` say it to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offline => "net_offline",
            Self::Forbidden => "net_forbidden",
            Self::Reached => "net_reached",
            Self::Slow => "net_slow",
            Self::Partly => "net_partly",
            Self::Silent => "net_silent",
            Self::Refused => "net_refused",
        }
    }
}

/// Judges one knock at each address; `online` is what the browser thinks of the device.
pub fn judge(online: bool, knocks: &[Knock]) -> Finding {
    let has = |wanted| knocks.contains(&wanted);
    let times: Vec<Millis> =
        knocks.iter().filter_map(|knock| if let Knock::Answered(ms) = knock { Some(*ms) } else { None }).collect();
    match times.len() {
        _ if has(Knock::Forbidden) || knocks.is_empty() => Finding::Forbidden,
        0 if !online => Finding::Offline,
        0 if has(Knock::Silent) => Finding::Silent,
        0 => Finding::Refused,
        some if some < knocks.len() => Finding::Partly,
        _ if times.iter().any(|ms| *ms > SLOW) => Finding::Slow,
        _ => Finding::Reached,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answered_and_when_decides() {
        let (quick, late) = (Knock::Answered(80), Knock::Answered(SLOW + 1));
        for (online, knocks, expected) in [
            (true, vec![quick, quick], Finding::Reached),
            (true, vec![quick, late], Finding::Slow),
            (true, vec![late, Knock::Silent], Finding::Partly),
            (true, vec![Knock::Refused, Knock::Silent], Finding::Silent),
            (true, vec![Knock::Refused], Finding::Refused),
            (false, vec![Knock::Refused], Finding::Offline),
            // Browsers are at times wrong about the device; an answer is an answer.
            (false, vec![quick], Finding::Reached),
            (true, vec![quick, Knock::Forbidden], Finding::Forbidden),
            (true, vec![], Finding::Forbidden),
        ] {
            assert_eq!(judge(online, &knocks), expected, "{knocks:?}");
        }
    }
}
