//! Descriptors (USB 2.0, chapter 9) as a short notation.

use super::Identity;

/// An interface: class, subclass and protocol, what the class adds, and its endpoints.
pub struct Interface {
    /// Class, subclass, protocol.
    pub class: [u8; 3],
    /// Descriptors of the class itself.
    pub extra: Vec<u8>,
    /// Address, kind (2 bulk, 3 interrupt), polling interval.
    pub endpoints: Vec<[u8; 3]>,
}

/// Device descriptor and its only configuration. Version 2.00: from 2.10 on Chromium would open the device to ask more.
pub fn device(identity: Identity, class: u8, interfaces: &[Interface]) -> Vec<u8> {
    let ([v0, v1], [p0, p1]) = (identity.vendor.to_le_bytes(), identity.product.to_le_bytes());
    let device = [18, 1, 0x00, 0x02, class, 0, 0, 64, v0, v1, p0, p1, 0x00, 0x01, 1, 2, 3, 1];
    let body: Vec<u8> = interfaces.iter().zip(0..).flat_map(|(interface, number)| bytes(interface, number)).collect();
    let [l0, l1] = u16::try_from(body.len() + 9).unwrap_or_default().to_le_bytes();
    let count = u8::try_from(interfaces.len()).unwrap_or_default();
    let head = [9, 2, l0, l1, count, 1, 0, 0x80, 50];
    [&device[..], &head, &body].concat()
}

fn bytes(interface: &Interface, number: u8) -> Vec<u8> {
    let [class, subclass, protocol] = interface.class;
    let count = u8::try_from(interface.endpoints.len()).unwrap_or_default();
    let mut bytes = vec![9, 4, number, 0, count, class, subclass, protocol, 0];
    bytes.extend(&interface.extra);
    for [address, kind, interval] in &interface.endpoints {
        bytes.extend([7, 5, *address, *kind, 64, 0, *interval]);
    }
    bytes
}
