//! Points in time as minutes, and the calendar around them. No clock here: `now` is always handed in.

/// Minutes since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// Minutes that Chinese clocks are ahead of UTC; times in `config.json` are Chinese times.
pub const CHINA: i64 = 480;
const DAY: i64 = 1440;

/// A date and a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
}

impl Moment {
    /// `2026-12-01 02:00` or `2026-12-01T02:00`, Chinese time.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once([' ', 'T'])?;
        let mut parts = date.splitn(3, '-').map(|p| p.parse::<i64>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let sound = (2000..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        let minute = time_of_day(time)?;
        sound.then(|| Self(days(year, month, day) * DAY + minute - CHINA))
    }

    /// Date and time where clocks are so many minutes ahead of UTC.
    pub fn civil(self, ahead: i64) -> Civil {
        let local = self.0 + ahead;
        let (year, month, day) = date(local.div_euclid(DAY));
        let minute = local.rem_euclid(DAY);
        Civil { year, month, day, hour: minute / 60, minute: minute % 60 }
    }

    /// Day of the week in China, Monday = 1, and minute of that day.
    pub(super) fn weekday_and_minute(self) -> (i64, i64) {
        let local = self.0 + CHINA;
        // 1970-01-01 was a Thursday.
        ((local.div_euclid(DAY) + 3).rem_euclid(7) + 1, local.rem_euclid(DAY))
    }
}

/// `08:30` as a minute of the day; `24:00` is the end of it.
pub(super) fn time_of_day(text: &str) -> Option<i64> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let sound = (0..24).contains(&hour) && (0..60).contains(&minute) || (hour, minute) == (24, 0);
    sound.then_some(hour * 60 + minute)
}

/// Days since 1970-01-01 of a date in the Gregorian calendar, with years that begin in March so that the leap day
/// comes last.
pub(crate) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date of a day: the reverse of [`days`].
pub(crate) fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let (day, month) = (day_of_year - (153 * shifted + 2) / 5 + 1, (shifted + 2) % 12 + 1);
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_runs_both_ways() {
        for day in -1000..80_000 {
            let (y, m, d) = date(day);
            assert_eq!(days(y, m, d), day);
        }
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(days(2024, 2, 29) + 1, days(2024, 3, 1));
    }

    #[test]
    fn times_are_chinese_times() {
        let moment = Moment::parse("2026-11-22 00:30");
        // `date -d '2026-11-21 16:30 UTC' +%s` / 60
        assert_eq!(moment, Some(Moment(29_921_310)));
        assert_eq!(moment.map(|m| m.civil(CHINA)), Some(Civil { year: 2026, month: 11, day: 22, hour: 0, minute: 30 }));
        assert_eq!(moment.map(Moment::weekday_and_minute), Some((7, 30)));
    }

    #[test]
    fn nonsense_is_no_time() {
        for text in
            ["", "2026-11-22", "2026-13-01 00:00", "2026-11-22 25:00", "morgen 12:00", "2026-11-22T12", "-1-1-1 1:1"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
