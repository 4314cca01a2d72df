//! Reading without a ledger: documents in, one JSON object each out.

use rayon::prelude::*;
use standpoint_intake::{Options, Place, Problem};
use standpoint_reading::{CompiledCodebook, Reader};

use crate::gather::gather;
use crate::outside::ReadRecord;
use crate::{AppError, Progress};

/// Opens and reads all places and hands over one record for each document, in order.
///
/// # Errors
/// Only what `each` answers; what cannot be opened comes back as a problem.
pub fn read(
    places: &[Place],
    options: &Options,
    reader: &dyn Reader,
    codebook: Option<&CompiledCodebook>,
    progress: &dyn Progress,
    mut each: impl FnMut(ReadRecord) -> Result<(), AppError>,
) -> Result<Vec<Problem>, AppError> {
    let problems = gather(places, options, progress, |documents| {
        let records: Vec<ReadRecord> = documents
            .into_par_iter()
            .map(|document| {
                let reading = reader.read(&document);
                let statements = standpoint_reading::statements(&document, &reading, codebook);
                ReadRecord::new(document, &reading, &statements)
            })
            .collect();
        records.into_iter().try_for_each(&mut each)
    })?;
    progress.finish();
    Ok(problems)
}
