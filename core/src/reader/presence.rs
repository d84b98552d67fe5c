//! What a USB id says before a byte is sent: a hint for the person who chooses the family, and the reason why some
//! readers cannot be talked to. Ids of serial bridges name the cable, never the reader.

/// What a device with this id is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// A cable with a serial bridge in it: something is plugged in, and that is all.
    Bridge,
    /// A stripe reader in HID mode.
    SwipeHid,
    /// MSR605X.
    Msr605X,
    /// A contactless reader of a vendor class: WebUSB may open it.
    Contactless,
    /// A smart-card reader: browsers refuse to let pages talk to its class.
    SmartCard,
    /// A terminal; its own menu tests it.
    Terminal,
}

/// Vendor, product (`None`: all of them), meaning, name.
type Row = (u16, Option<u16>, Presence, &'static str);

/// From android-usb-serial, libnfc, nfcpy, LudovicRousseau/CCID and vendor manuals.
const ROWS: [Row; 31] = [
    (0x0403, Some(0x6001), Presence::Bridge, "FTDI"),
    (0x0403, Some(0x6010), Presence::Bridge, "FTDI"),
    (0x0403, Some(0x6015), Presence::Bridge, "FTDI"),
    (0x1A86, Some(0x7523), Presence::Bridge, "CH340"),
    (0x10C4, Some(0xEA60), Presence::Bridge, "CP210x"),
    (0x10C4, Some(0xEA70), Presence::Bridge, "CP210x"),
    (0x067B, Some(0x2303), Presence::Bridge, "PL2303"),
    (0x0801, Some(0x0002), Presence::SwipeHid, "MagTek"),
    (0x0801, Some(0x0003), Presence::Msr605X, "MSR605X"),
    (0x0ACD, Some(0x0500), Presence::SwipeHid, "ID TECH MiniMag"),
    (0x0ACD, Some(0x0510), Presence::SwipeHid, "ID TECH MiniMag"),
    (0x0ACD, Some(0x2010), Presence::SwipeHid, "ID TECH SecureMag"),
    (0x04CC, Some(0x0531), Presence::Contactless, "NXP PN531"),
    (0x04CC, Some(0x2533), Presence::Contactless, "NXP PN533"),
    (0x04E6, Some(0x5591), Presence::Contactless, "SCL3711"),
    (0x04E6, Some(0x5594), Presence::Contactless, "SCL3712"),
    (0x054C, Some(0x0193), Presence::Contactless, "Sony PN531"),
    (0x054C, Some(0x02E1), Presence::Contactless, "Sony RC-S360"),
    (0x054C, Some(0x06C1), Presence::Contactless, "Sony RC-S380"),
    (0x054C, Some(0x06C3), Presence::Contactless, "Sony RC-S380"),
    (0x1FD3, Some(0x0608), Presence::Contactless, "ASK LoGO"),
    (0x072F, Some(0xB100), Presence::SmartCard, "ACR39U"),
    (0x072F, Some(0x2200), Presence::SmartCard, "ACR122U"),
    (0x04E6, Some(0x5116), Presence::SmartCard, "SCR3310"),
    (0x096E, Some(0x060D), Presence::SmartCard, "Feitian R502"),
    (0x0925, Some(0x900A), Presence::SmartCard, "LANDI"),
    (0x08E6, Some(0x3437), Presence::SmartCard, "GemPC Twin USB"),
    (0x1234, Some(0x0101), Presence::Terminal, "PAX"),
    (0x2FB8, None, Presence::Terminal, "PAX"),
    (0x0B00, None, Presence::Terminal, "Ingenico"),
    (0x11CA, Some(0x0219), Presence::Terminal, "Verifone"),
];

/// What an id says, with the name of maker or model.
pub fn of(vendor: u16, product: u16) -> Option<(Presence, &'static str)> {
    let fits = |row: &&Row| row.0 == vendor && row.1.is_none_or(|known| known == product);
    ROWS.iter().find(fits).map(|row| (row.2, row.3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_cables_and_classes() {
        assert_eq!(of(0x1A86, 0x7523), Some((Presence::Bridge, "CH340")));
        assert_eq!(of(0x072F, 0xB100), Some((Presence::SmartCard, "ACR39U")));
        assert_eq!(of(0x0B00, 0x9999), Some((Presence::Terminal, "Ingenico")));
        assert_eq!(of(0x072F, 0x9999), None);
    }

    #[test]
    fn no_id_is_listed_twice() {
        for (n, row) in ROWS.iter().enumerate() {
            assert!(ROWS.iter().skip(n + 1).all(|other| (other.0, other.1) != (row.0, row.1)), "{row:?}");
        }
    }
}
