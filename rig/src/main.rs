//! Simulated card readers on the command line. `cargo xtask simulate-reader` starts it.

#[cfg(target_os = "linux")]
mod command {
    use pos_doctor_rig::family::{ALL, Family};
    use pos_doctor_rig::fault::Wanted;
    use pos_doctor_rig::linux::Record;
    use pos_doctor_rig::linux::bus::{Bus, Order, movement};
    use pos_doctor_rig::linux::port::Port;
    use pos_doctor_rig::scene::Millis;
    use std::path::Path;
    use std::sync::mpsc::{Receiver, TryRecvError, channel};
    use std::time::{Duration, Instant};

    const HELP: &str = "\
simulated card readers

  pty FAMILY [--fault NAME]   one reader behind a pseudo-terminal, whose path is printed first; then what it hears and says
                              type a, b or away to move a card yourself; the end of the input ends it
  bus FOLDER                  readers for a Chromium with the preloaded library; orders come line by line:
                              serial NAME FAMILY [FAULT] | usb NAME pn533|ccid|FAMILY [FAULT] | unplug NAME | card NAME a|b|away
  list                        families and their faults
";

    /// Runs a command line; the error is for people.
    pub fn run(words: &[&str]) -> Result<(), String> {
        match words {
            ["pty", family] => pty(family, "none"),
            ["pty", family, "--fault", fault] => pty(family, fault),
            ["bus", folder] => bus(Path::new(folder)),
            ["list"] => {
                print!("{}", list());
                Ok(())
            }
            _ => Err(HELP.to_owned()),
        }
    }

    fn list() -> String {
        let row = |family: &Family| {
            let Family { name, title, speed, stop_bits, .. } = family;
            format!("{name:8} {title}, {speed} 8N{stop_bits}\n         faults: {}\n", family.fault_names())
        };
        ALL.iter().map(row).collect()
    }

    fn chosen(family: &str, fault: &str) -> Result<(&'static Family, Wanted), String> {
        let family =
            Family::of(family).ok_or_else(|| format!("there is no family `{family}`. There are:\n{}", list()))?;
        let fault = Wanted::read(fault).filter(|wanted| family.can_have(wanted.fault));
        Ok((family, fault.ok_or_else(|| format!("{} can have these faults: {}", family.name, family.fault_names()))?))
    }

    fn pty(family: &str, fault: &str) -> Result<(), String> {
        let (family, wanted) = chosen(family, fault)?;
        let mut port = Port::new(family, wanted).map_err(|error| format!("no pseudo-terminal: {error}"))?;
        println!("{}", port.path());
        println!("{}, {} 8N{}; fault: {}", family.title, family.speed, family.stop_bits, wanted.fault.name());
        let orders = lines();
        let start = Instant::now();
        loop {
            match orders.try_recv() {
                Ok(line) => match movement(line.trim()) {
                    Some(to) => port.moved(to),
                    None => eprintln!("a, b or away"),
                },
                Err(TryRecvError::Disconnected) => return Ok(()),
                Err(TryRecvError::Empty) => {}
            }
            let now = Millis::try_from(start.elapsed().as_millis()).unwrap_or(Millis::MAX);
            if port.turn(now, &mut |record| println!("{record}")) {
                println!("unplugged");
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn bus(folder: &Path) -> Result<(), String> {
        let record = |name: &str, record: &Record| println!("{name} {record}");
        let mut bus = Bus::new(folder, record).map_err(|error| format!("{}: {error}", folder.display()))?;
        println!("ready");
        let orders = lines();
        loop {
            match orders.try_recv() {
                Ok(line) => {
                    let order = Order::read(&line).ok_or_else(|| format!("not understood: {line}"));
                    match order.and_then(|order| bus.obey(&order)) {
                        Ok(done) => println!("{done}"),
                        Err(reason) => println!("refused {reason}"),
                    }
                }
                Err(TryRecvError::Disconnected) => return Ok(()),
                Err(TryRecvError::Empty) => {}
            }
            bus.turn();
        }
    }

    /// Lines of the standard input as they come. The channel closes with the input.
    fn lines() -> Receiver<String> {
        let (sender, receiver) = channel();
        std::thread::spawn(move || {
            for line in std::io::stdin().lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        receiver
    }
}

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match command::run(&words.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn main() -> std::process::ExitCode {
    eprintln!("simulated readers on a line need Linux; the tests with a clock of their own run everywhere");
    std::process::ExitCode::FAILURE
}
