//! The software bill of materials, CycloneDX 1.6. No date and no serial number: the same build, the same bytes.

use super::materials::{Material, Materials};
use anyhow::Result;
use serde_json::{Value, json};

/// The list as JSON.
pub fn write(materials: &Materials) -> Result<String> {
    let mut app = component(&materials.app);
    set(&mut app, "type", json!("application"));
    let components: Vec<_> = materials.others.iter().map(component).collect();
    let bom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": app },
        "components": components,
    });
    Ok(serde_json::to_string_pretty(&bom)? + "\n")
}

fn component(material: &Material) -> Value {
    let (name, version) = (&material.name, &material.version);
    let purl = format!("pkg:cargo/{name}@{version}");
    let mut component = json!({
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        // What only runs while the app is built is in no file that a visitor loads.
        "scope": if material.shipped { "required" } else { "excluded" },
        "licenses": [{ "expression": material.licence }],
    });
    if !material.sha256.is_empty() {
        set(&mut component, "purl", json!(purl));
        set(&mut component, "hashes", json!([{ "alg": "SHA-256", "content": material.sha256 }]));
    }
    if !material.repository.is_empty() {
        set(&mut component, "externalReferences", json!([{ "type": "vcs", "url": material.repository }]));
    }
    component
}

fn set(table: &mut Value, key: &str, value: Value) {
    if let Some(table) = table.as_object_mut() {
        table.insert(key.to_owned(), value);
    }
}
