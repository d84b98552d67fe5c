//! `dist/deploy/`: header files for web servers, the bill of materials, and the licences of what is shipped.

mod licences;
mod materials;
mod sbom;

use super::site::{Part, Site};
use crate::headers::{self, Hosting};
use crate::project::Project;
use anyhow::Result;
use materials::Materials;

/// Adds everything that is for whoever runs the server.
pub fn add(project: &Project, hosting: &Hosting, site: &mut Site) -> Result<()> {
    let names: Vec<_> = [Part::App, Part::Page].into_iter().flat_map(|part| site.names(part)).collect();
    let materials = Materials::of_app(project)?;
    let mut files = headers::files(hosting, &names);
    files.push(("sbom.json", sbom::write(&materials)?));
    files.push(("licences.txt", licences::write(&materials)?));
    for (name, text) in files {
        site.add_to(Part::Deploy, &format!("deploy/{name}"), text.into_bytes());
    }
    Ok(())
}
