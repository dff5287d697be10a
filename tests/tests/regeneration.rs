//! A change to the document is enough: the client has it after one run, and nobody wrote a line for it.

use serde_json::{Value, json};
use wharf_tests::recorder::{Answer, Recorder};
use wharf_tests::sandbox::{Generation, Sandbox, repository};

const FIELD: &str = "        allowed_ports:
          type: array
          items: { type: integer }
          description: The ports that can be reached; all of them unless given.
";

const OPERATION: &str = "
  /containers/{container_id}/snapshots:
    parameters:
      - $ref: \"#/components/parameters/ContainerId\"
    post:
      operationId: CreateContainerSnapshot
      tags: [Containers]
      summary: Create container snapshot
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: \"#/components/schemas/CreateSnapshot\" }
      responses:
        \"200\":
          description: The snapshot.
          content:
            application/json:
              schema: { $ref: \"#/components/schemas/Snapshot\" }
";

const SCHEMAS: &str = "    CreateSnapshot:
      type: object
      required: [label]
      properties:
        label: { type: string }
        keep_days: { type: integer }
    Snapshot:
      type: object
      required: [id]
      properties:
        id: { type: string }
        state: { type: string, enum: [pending, ready] }
";

/// The text with `new` before the one place where `before` stands.
fn insert(text: &str, before: &str, new: &str) -> String {
    assert_eq!(text.matches(before).count(), 1, "{before:?} is not there once");
    text.replace(before, &format!("{new}{before}"))
}

fn edited() -> String {
    let text = std::fs::read_to_string(repository().join("spec/containers.yaml")).unwrap();
    let text = insert(&text, "        domain_secrets:\n          type: array", FIELD);
    let text = insert(&text, "\ncomponents:\n", OPERATION);
    insert(&text, "    ErrorResponse:\n", SCHEMAS)
}

#[test]
fn a_new_field_and_a_new_operation_work_at_once() {
    let sandbox = Sandbox::new("regeneration").unwrap();
    let generation = Generation::ours(&sandbox).unwrap();
    sandbox.generate(&generation).fine().unwrap_or_else(|said| panic!("{said}"));
    sandbox.write("spec/containers.yaml", edited()).unwrap();
    sandbox.generate(&generation).fine().unwrap_or_else(|said| panic!("{said}"));
    let source = repository().join("tests/regeneration/program.rs");
    let program = sandbox.program(&source).unwrap_or_else(|said| panic!("{said}"));

    let container = r#"{"id":"c","object":"container","name":"n","created_at":1,"status":"running"}"#;
    let snapshot = r#"{"id":"snap_1","state":"frozen"}"#;
    let recorder = Recorder::start([Answer::json(200, container), Answer::json(200, snapshot)]).unwrap();
    let ran = program.run(&[], &[("BASE_URL", recorder.url())]).unwrap();
    assert_eq!(ran.fine().unwrap_or_else(|error| panic!("{error}")), "snap_1 frozen\n");
    let requests = recorder.finish().unwrap();
    let bodies: Vec<Value> = requests.iter().map(|request| serde_json::from_slice(&request.body).unwrap()).collect();
    let policy = json!({ "type": "allowlist", "allowed_domains": ["example.com"], "allowed_ports": [80, 443] });
    assert_eq!(bodies[0], json!({ "name": "n", "network_policy": policy }));
    assert_eq!((requests[1].method.as_str(), requests[1].target.as_str()), ("POST", "/containers/c/snapshots"));
    assert_eq!(bodies[1], json!({ "label": "nightly", "keep_days": 7 }));
}
