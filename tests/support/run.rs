//! The program, run.

use std::fmt;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// A run of the program that came to its end.
pub struct Run {
    arguments: Vec<String>,
    output: Output,
}

impl Run {
    /// The program with these arguments, to be changed and run.
    pub fn command(arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thememap"));
        command.args(arguments).env("RUST_BACKTRACE", "1");
        command
    }

    pub fn of(command: &mut Command, stdin: &[u8]) -> Run {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut pipe = child.stdin.take().expect("it was asked for");
        // A program that does not read its input may have ended before it is written.
        let _ = pipe.write_all(stdin);
        drop(pipe);
        let output = child.wait_with_output().expect("the program ends");
        let arguments = command.get_args().map(|a| a.to_string_lossy().into_owned());
        Run {
            arguments: arguments.collect(),
            output,
        }
    }

    pub fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    pub fn stdout_bytes(&self) -> &[u8] {
        &self.output.stdout
    }

    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    pub fn code(&self) -> Option<i32> {
        self.output.status.code()
    }

    /// Ended well, without a word on standard error.
    pub fn succeeds(&self) -> &Run {
        assert_eq!(self.code(), Some(0), "should succeed\n{self}");
        assert_eq!(self.stderr(), "", "should be silent on stderr\n{self}");
        self
    }

    /// Ended with exit code 1 and a message for a person that holds all these words.
    pub fn fails_saying(&self, words: &[&str]) -> &Run {
        self.stops_saying(words);
        assert_eq!(self.stdout(), "", "prints results of a failure\n{self}");
        self
    }

    /// The same where results of what came before may have been printed.
    pub fn stops_saying(&self, words: &[&str]) -> &Run {
        assert_eq!(self.code(), Some(1), "should fail\n{self}");
        let message = self.stderr();
        assert!(
            message.starts_with("thememap: "),
            "names no program\n{self}"
        );
        assert!(message.trim().len() > 20, "says too little\n{self}");
        for word in words {
            assert!(message.contains(word), "does not say {word:?}\n{self}");
        }
        self.is_calm()
    }

    /// Ended with exit code 2 and a pointer to the usage.
    pub fn is_bad_usage(&self) -> &Run {
        assert_eq!(self.code(), Some(2), "should be refused\n{self}");
        assert!(self.stderr().contains("--help"), "shows no way out\n{self}");
        self.is_calm();
        self
    }

    /// The same with a message that holds all these words.
    pub fn is_bad_usage_saying(&self, words: &[&str]) -> &Run {
        self.is_bad_usage();
        for word in words {
            assert!(
                self.stderr().contains(word),
                "does not say {word:?}\n{self}"
            );
        }
        self
    }

    /// Shows nothing of its insides.
    pub fn is_calm(&self) -> &Run {
        let message = self.stderr();
        for word in ["panicked", "backtrace", "src/", "Error {", "Some(", "Err("] {
            assert!(!message.contains(word), "shows {word:?}\n{self}");
        }
        self
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "$ thememap {}", self.arguments.join(" "))?;
        writeln!(f, "{}", self.output.status)?;
        writeln!(f, "-- stdout --\n{}", self.stdout())?;
        write!(f, "-- stderr --\n{}", self.stderr())
    }
}
