//! Threads that scan one input together: each takes a block of its lines, finds the codes in it, and hands it on to be shown in the
//! order of the input by whoever is free.

use std::io::{self, Read, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::lines::{Block, Lines};
use super::search::{Found, Memory, Search};
use super::show::Show;
use super::{Place, Totals};

/// A scan of one input.
pub struct Relay<'r, 'a, R> {
    search: &'r Search<'a>,
    input: Mutex<Input<R>>,
    queue: Mutex<Queue<'a>>,
    /// Told whenever something of the queue was shown.
    shown: Condvar,
    output: Mutex<Output<'r>>,
}

struct Input<R> {
    lines: Lines<R>,
    /// How many blocks were taken.
    taken: u64,
    /// Whether there are no more.
    ended: bool,
}

/// Blocks whose codes were found.
#[derive(Default)]
struct Queue<'a> {
    /// Those that were not shown yet, in no order.
    waiting: Vec<Piece<'a>>,
    /// How many were shown.
    turn: u64,
    /// Whether a thread shows some.
    shows: bool,
    /// Room for others.
    spare: Vec<Piece<'a>>,
    /// Whether a thread ended before its time: what it had is not waited for.
    broken: bool,
}

/// A block and its codes.
#[derive(Default)]
struct Piece<'a> {
    turn: u64,
    block: Block,
    found: Found<'a>,
    /// Why it could not be read.
    error: Option<io::Error>,
}

struct Output<'r> {
    show: &'r mut dyn Show,
    out: &'r mut (dyn Write + Send),
    /// Where the next block begins.
    place: Place<'r>,
    totals: Totals,
    /// Why nothing more is shown.
    error: Option<io::Error>,
}

impl<'r, 'a, R: Read + Send> Relay<'r, 'a, R> {
    /// A scan of an input.
    pub fn new(
        search: &'r Search<'a>,
        input: R,
        file: Option<&'r str>,
        show: &'r mut dyn Show,
        out: &'r mut (dyn Write + Send),
    ) -> Self {
        let place = Place { file, line: 1, offset: 0 };
        let output = Output { show, out, place, totals: Totals::default(), error: None };
        Self {
            search,
            input: Mutex::new(Input { lines: Lines::new(input), taken: 0, ended: false }),
            queue: Mutex::default(),
            shown: Condvar::new(),
            output: Mutex::new(output),
        }
    }

    /// Scans to the input's end, with a thread for each memory.
    ///
    /// # Errors
    /// Where the input cannot be read or the output not written; all that was read before is shown.
    pub fn run(self, memories: &mut [Memory<'a>]) -> io::Result<Totals> {
        let (relay, threads) = (&self, memories.len());
        thread::scope(|scope| {
            let Some((own, others)) = memories.split_first_mut() else { return };
            for memory in others {
                // A scan that gets no thread goes on without.
                let _ = thread::Builder::new().spawn_scoped(scope, move || relay.work(memory, threads));
            }
            relay.work(own, threads);
        });
        let output = self.output.into_inner().unwrap_or_else(PoisonError::into_inner);
        match output.error {
            Some(error) => Err(error),
            None => Ok(output.totals),
        }
    }

    /// Takes blocks and finds their codes until there are no more.
    fn work(&self, memory: &mut Memory<'a>, threads: usize) {
        let _breaks = Breaks(self);
        let mut piece = Piece::default();
        while self.take(&mut piece) {
            if piece.error.is_none() {
                self.search.find(piece.block.bytes(), memory, &mut piece.found);
            }
            piece = self.hand_on(piece, threads);
        }
    }

    /// Takes the next block, which may be one that could not be read; whether there is one.
    fn take(&self, piece: &mut Piece<'a>) -> bool {
        let mut input = lock(&self.input);
        if input.ended {
            return false;
        }
        let read = input.lines.next(&mut piece.block);
        input.ended = !matches!(read, Ok(true));
        if let Ok(false) = read {
            return false;
        }
        (piece.turn, piece.error) = (input.taken, read.err());
        input.taken += 1;
        true
    }

    /// Hands a block on, and shows what is to be shown if nobody does; room for another block. A thread that is too far ahead
    /// waits.
    fn hand_on(&self, piece: Piece<'a>, threads: usize) -> Piece<'a> {
        let mut queue = lock(&self.queue);
        queue.waiting.push(piece);
        if !queue.shows {
            queue.shows = true;
            while let Some(mut piece) = queue.next() {
                drop(queue);
                self.show(&mut piece);
                queue = lock(&self.queue);
                queue.turn += 1;
                queue.spare.push(piece);
                self.shown.notify_all();
            }
            queue.shows = false;
        }
        let is_ahead = |queue: &mut Queue<'_>| queue.waiting.len() >= threads && !queue.broken;
        let mut queue = self.shown.wait_while(queue, is_ahead).unwrap_or_else(PoisonError::into_inner);
        queue.spare.pop().unwrap_or_default()
    }

    fn show(&self, piece: &mut Piece<'a>) {
        let mut output = lock(&self.output);
        if output.error.is_none() {
            output.error = piece.error.take().or_else(|| output.show(&piece.block, &piece.found).err());
        }
        if output.error.is_some() {
            lock(&self.input).ended = true;
        }
    }
}

/// Ends a scan for all of its threads where one of them panics.
struct Breaks<'w, 'r, 'a, R>(&'w Relay<'r, 'a, R>);

impl<R> Drop for Breaks<'_, '_, '_, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(&self.0.input).ended = true;
            lock(&self.0.queue).broken = true;
            self.0.shown.notify_all();
        }
    }
}

impl<'a> Queue<'a> {
    /// The block whose turn it is, if it is there.
    fn next(&mut self) -> Option<Piece<'a>> {
        let at = self.waiting.iter().position(|piece| piece.turn == self.turn)?;
        Some(self.waiting.swap_remove(at))
    }
}

impl Output<'_> {
    /// Shows a block, and hands it on at once: the input may have nothing more for the moment.
    fn show(&mut self, block: &Block, found: &Found<'_>) -> io::Result<()> {
        let bytes = block.bytes();
        let first = Place { offset: block.offset, ..self.place };
        let at = |number: usize| match number {
            0 => first,
            _ => Place { line: first.line + number as u64, offset: 0, ..first },
        };
        // The first line that was not shown yet, and where it is.
        let (mut next, mut shown) = (0, 0);
        for (number, line, findings) in found.lines() {
            self.between(at(next), &bytes[shown..line.start])?;
            (next, shown) = (number + 1, line.end);
            self.show.line(self.out, at(number), &bytes[line], findings)?;
        }
        self.between(at(next), &bytes[shown..])?;
        self.totals.findings += found.count() as u64;
        self.place.line += found.ends as u64;
        self.out.flush()
    }

    /// Shows lines without codes.
    fn between(&mut self, place: Place<'_>, lines: &[u8]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        self.show.plain(self.out, place, lines)
    }
}

/// Locks something that is whole at any time, even where a thread ended over it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
