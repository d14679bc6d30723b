//! Which question's condition depends on which.

use crate::Question;

/// Questions by index, with what each one's condition asks about.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// For each question, the questions its condition names.
    pub(crate) needs: Vec<Vec<usize>>,
    /// Every question once, each after those it needs.
    pub(crate) sequence: Vec<usize>,
    /// Questions whose condition leads, through others or not, back to them.
    pub(crate) circular: Vec<usize>,
}

impl Order {
    pub(crate) fn of(questions: &[&Question]) -> Self {
        let place = |name: &str| questions.iter().position(|question| question.name == name);
        let names = |question: &Question| match &question.visible_if {
            Some(condition) => condition.names().into_iter().filter_map(place).collect(),
            None => Vec::new(),
        };
        let needs: Vec<Vec<usize>> = questions.iter().map(|question| names(question)).collect();
        let mut order =
            Self { sequence: Vec::with_capacity(needs.len()), circular: Vec::new(), needs };
        let mut marks = vec![Mark::New; questions.len()];
        for index in 0..questions.len() {
            order.visit(index, &mut marks);
        }
        order
    }

    fn visit(&mut self, index: usize, marks: &mut [Mark]) {
        match marks[index] {
            Mark::Done => {}
            Mark::Open => self.circular.push(index),
            Mark::New => {
                marks[index] = Mark::Open;
                for needed in self.needs[index].clone() {
                    self.visit(needed, marks);
                }
                marks[index] = Mark::Done;
                self.sequence.push(index);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Mark {
    New,
    Open,
    Done,
}
