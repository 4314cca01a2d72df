//! The settings file `standpoint.toml`. It has only what a user needs to say once for a folder of work.

use std::path::{Path, PathBuf};
use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use standpoint_intake::Options;

use crate::AppError;

/// Settings of a folder of work, from `standpoint.toml`. What the command line says wins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Settings {
    /// The ledger file, from the folder of the settings file.
    pub ledger: Option<PathBuf>,
    /// The codebook file, from the folder of the settings file.
    pub codebook: Option<PathBuf>,
    /// How documents are taken in.
    pub intake: IntakeSettings,
}

/// How documents are taken in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct IntakeSettings {
    /// The largest file or page that is opened, in megabytes.
    pub max_megabytes: Option<u64>,
    /// How long to wait for a page, in seconds.
    pub timeout_seconds: Option<u64>,
    /// The column or key of the text in CSV and JSON Lines files.
    pub text_column: Option<String>,
    /// The column or key of the title.
    pub title_column: Option<String>,
    /// The column or key of the outlet.
    pub outlet_column: Option<String>,
    /// The column or key of the author.
    pub author_column: Option<String>,
    /// The column or key of the publication date.
    pub published_column: Option<String>,
    /// The column or key of the address.
    pub url_column: Option<String>,
}

impl IntakeSettings {
    /// The intake's options: its defaults, changed by what is set.
    pub fn options(&self) -> Options {
        let mut options = Options::default();
        if let Some(megabytes) = self.max_megabytes {
            options.limits.file_bytes = megabytes << 20;
            options.limits.http_bytes = megabytes << 20;
        }
        if let Some(seconds) = self.timeout_seconds {
            options.limits.http_timeout = Duration::from_secs(seconds);
        }
        let columns = &mut options.columns;
        for (set, names) in [
            (&self.text_column, &mut columns.text),
            (&self.title_column, &mut columns.title),
            (&self.outlet_column, &mut columns.outlet),
            (&self.author_column, &mut columns.author),
            (&self.published_column, &mut columns.published),
            (&self.url_column, &mut columns.url),
        ] {
            if let Some(name) = set {
                *names = vec![name.clone()];
            }
        }
        options
    }
}

/// Reads a settings file. Relative paths in it are taken from its folder.
///
/// # Errors
/// The file cannot be read, is not TOML, or has a key that no settings file has; the message names the line.
pub fn load_settings(path: &Path) -> Result<Settings, AppError> {
    let source =
        std::fs::read_to_string(path).map_err(|error| AppError::file("read the settings", path, error))?;
    let mut settings: Settings = toml::from_str(&source).map_err(|error| {
        let line = error.span().map_or(1, |span| source[..span.start].matches('\n').count() + 1);
        AppError::user(format!("{}:{line}: {}", path.display(), error.message()))
            .hint("docs/settings.md lists the settings")
    })?;
    let folder = path.parent().unwrap_or(Path::new("."));
    for file in [&mut settings.ledger, &mut settings.codebook].into_iter().flatten() {
        *file = folder.join(&*file);
    }
    Ok(settings)
}

/// The JSON schema of the settings file.
pub fn settings_schema() -> serde_json::Value {
    schemars::schema_for!(Settings).to_value()
}
