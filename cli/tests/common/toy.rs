//! A generator that does what each line of a document says:
//!
//! ```text
//! file PATH TEXT       emits a file; `\n` in the text ends a line
//! lines PATH N TEXT    emits a file with N numbered lines
//! hint|warning|error CODE
//! load PATH            does what the lines of another file say
//! panic | hang | grow
//! ```

use wharf::report::Entry;
use wharf::surface::Instead;
use wharf::{Diagnostic, Input, Outcome, Outputs, Report, Severity, Span, Summary};

pub fn generate(input: &Input<'_>) -> Outcome {
    let mut run = Run { input, outputs: Outputs::new(), diagnostics: Vec::new() };
    run.lines(&input.document.name, &input.document.bytes);
    for overlay in &input.overlays {
        run.lines(&overlay.name, &overlay.bytes);
    }
    let failed = run.diagnostics.iter().any(Diagnostic::is_error);
    let of = |severity| run.diagnostics.iter().filter(|one| one.severity == severity).count();
    let summary = Summary { operations: 2, types: 1, warnings: of(Severity::Warning) };
    let report = input.report.then(|| Report { entries: vec![entry(input)], unused: Vec::new() });
    Outcome { outputs: (!failed).then_some(run.outputs), diagnostics: run.diagnostics, summary, report }
}

fn entry(input: &Input<'_>) -> Entry {
    Entry {
        keyword: "pattern".to_owned(),
        value: "^a".into(),
        written: "\"^a\"".to_owned(),
        file: input.document.name.clone(),
        line: 3,
        column: 7,
        pointer: "/a/pattern".to_owned(),
        subjects: vec!["models::A.b".to_owned()],
        instead: Instead::Documented,
    }
}

struct Run<'a> {
    input: &'a Input<'a>,
    outputs: Outputs,
    diagnostics: Vec<Diagnostic>,
}

impl Run<'_> {
    fn lines(&mut self, file: &str, bytes: &[u8]) {
        for (number, line) in (1..).zip(str::from_utf8(bytes).unwrap().lines()) {
            self.line(file, number, line);
        }
    }

    fn line(&mut self, file: &str, number: u32, line: &str) {
        let line = line.trim();
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "file" => {
                let (path, text) = rest.split_once(' ').unwrap();
                self.outputs.insert(path.to_owned(), text.replace("\\n", "\n") + "\n");
            }
            "lines" => {
                let [path, count, text] = rest.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
                let lines = (0..count.parse().unwrap()).map(|number: u32| format!("{number} {text}\n"));
                self.outputs.insert(path.to_owned(), lines.collect());
            }
            "hint" => self.diagnose(Severity::Hint, file, number, line),
            "warning" => self.diagnose(Severity::Warning, file, number, line),
            "error" => self.diagnose(Severity::Error, file, number, line),
            "load" => match self.input.load.load(rest) {
                Ok(bytes) => self.lines(rest, &bytes),
                Err(_) => self.diagnose(Severity::Error, file, number, "error no-such-file"),
            },
            "grow" => {
                let mut all = Vec::new();
                loop {
                    all.push(std::hint::black_box(vec![1_u8; 1 << 20]));
                }
            }
            "panic" => panic!("the toy fell"),
            "wait" => std::thread::sleep(std::time::Duration::from_secs(2)),
            "hang" => loop {
                std::hint::spin_loop();
            },
            _ => {}
        }
    }

    fn diagnose(&mut self, severity: Severity, file: &str, line: u32, text: &str) {
        let code = match text.split_once(' ').unwrap().1 {
            "odd" => "odd",
            "rare" => "rare",
            "no-such-file" => "no-such-file",
            _ => "other",
        };
        self.diagnostics.push(Diagnostic {
            severity,
            code,
            file: file.into(),
            span: Span { source: 0, line, column: 1 },
            line_text: text.to_owned(),
            pointer: format!("/{line}"),
            message: format!("line {line} says so"),
            advice: String::new(),
        });
    }
}
