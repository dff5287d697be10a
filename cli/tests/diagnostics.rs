//! What is shown of what the generator has to say, and under which names.

mod common;

use common::{Place, run};
use wharf_cli::codegen::{Job, Mode};
use wharf_cli::exit::Exit;

fn many() -> Place {
    Place::new(&format!("file a text\nhint odd\n{}{}", "warning odd\n".repeat(12), "warning rare\n".repeat(2)))
}

#[test]
fn warnings_of_a_kind_are_counted_beyond_a_few() {
    let said = many().write();
    assert_eq!(said.exit, Exit::Fine);
    assert_eq!(said.err.matches("warning[odd]").count(), 3, "{}", said.err);
    assert_eq!(said.err.matches("warning[rare]").count(), 2, "{}", said.err);
    assert!(said.err.contains("9 more warnings of the kind odd; --verbose"), "{}", said.err);
    assert!(!said.err.contains("hint"), "{}", said.err);
    assert!(said.out.contains("14 warnings"), "{}", said.out);
}

#[test]
fn verbose_shows_everything() {
    let place = many();
    let said = run(&place.job(), Mode { verbose: true, ..Mode::default() });
    assert_eq!(said.err.matches("warning[").count(), 14, "{}", said.err);
    assert_eq!(said.err.matches("hint[odd]").count(), 1, "{}", said.err);
}

#[test]
fn each_file_is_called_as_it_was_given() {
    let place = Place::new("load parts/pet.yaml\nerror odd");
    place.put("parts/pet.yaml", "error rare");
    place.put("overlay.yaml", "error other");
    let overlays = vec![place.root().join("overlay.yaml")];
    let said = run(&Job { overlays, ..place.job() }, Mode::default());
    for file in ["api.yaml:2:1", "parts/pet.yaml:1:1", "overlay.yaml:1:1"] {
        let place = place.root().join(file);
        assert!(said.err.contains(&format!("--> {}", place.display())), "{}", said.err);
    }
}

#[test]
fn the_generator_sees_the_same_names_from_everywhere() {
    fn name(input: &wharf::Input<'_>) -> wharf::Outcome {
        let outputs = wharf::Outputs::from([("name".to_owned(), input.document.name.clone())]);
        wharf::Outcome {
            outputs: Some(outputs),
            diagnostics: Vec::new(),
            summary: wharf::Summary::default(),
            report: None,
        }
    }
    let place = Place::new("");
    run(&Job { generator: name, ..place.job() }, Mode::default());
    assert_eq!(place.text("out/name"), "api.yaml");
}
