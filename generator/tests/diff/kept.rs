//! Names that are proposed to be kept: those whose alias keeps old code compiling.

use crate::{document, report};

fn get(path: &str, schema: &str) -> String {
    format!(
        "  /{path}:\n    get: {{ operationId: get_{path}, responses: {{ \"200\": {{ description: One, content: {{ application/json: {{ schema: \
         {schema} }} }} }} }} }}\n"
    )
}

const PET: &str =
    "{ type: object, properties: { name: { type: string }, age: { type: integer }, size: { type: integer } } }";

fn reference(name: &str) -> String {
    format!("{{ $ref: \"#/components/schemas/{name}\" }}")
}

#[test]
fn a_name_that_one_type_took_is_kept() {
    let old = document(&get("pets", &reference("Pet")), &format!("    Pet: {PET}\n"));
    let new = document(&get("pets", &reference("Animal")), &format!("    Animal: {PET}\n"));
    assert_eq!(report(&old, &new).renames(), "[renames.items]\nAnimal = [\"Pet\"]\n");
}

/// An alias could stand for one of them alone.
#[test]
fn a_name_of_which_several_types_came_is_not() {
    let calls = |schemas: [&str; 2]| format!("{}{}", get("pets", schemas[0]), get("zoos", schemas[1]));
    let pet = reference("Pet");
    let old = document(&calls([&pet, &pet]), &format!("    Pet: {PET}\n"));
    let new = document(&calls([PET, PET]), "    Other: { type: string }\n");
    let told = report(&old, &new);
    assert_eq!(told.renames(), "", "{}", told.text(true));
}

/// Code says the names of the variants too.
#[test]
fn a_union_whose_variants_are_called_otherwise_is_not() {
    let union = |first: &str| format!("{{ oneOf: [{}, {}] }}", reference(first), reference("Dog"));
    let object = |name: &str, word: &str| {
        format!("    {name}: {{ type: object, required: [{word}], properties: {{ {word}: {{ type: string }} }} }}\n")
    };
    let old = document(
        &get("pets", &reference("Pet")),
        &format!("    Pet: {}\n{}{}", union("Cat"), object("Cat", "meow"), object("Dog", "bark")),
    );
    let new = document(
        &get("pets", &reference("Animal")),
        &format!("    Animal: {}\n{}{}", union("Kitten"), object("Kitten", "meow"), object("Dog", "bark")),
    );
    let told = report(&old, &new);
    assert_eq!(told.renames(), "[renames.items]\nKitten = [\"Cat\"]\n", "{}", told.text(true));
}

#[test]
fn a_type_of_which_more_changed_is_not() {
    let old = document(&get("pets", &reference("Pet")), &format!("    Pet: {PET}\n"));
    let other = PET.replace("age: { type: integer }", "age: { type: string }");
    let new = document(&get("pets", &reference("Animal")), &format!("    Animal: {other}\n"));
    let told = report(&old, &new);
    assert_eq!(told.renames(), "", "{}", told.text(true));
}
