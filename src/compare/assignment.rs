//! Who goes with whom, so that all together fit best.

use ndarray::Array2;

/// For each row the column that it is given so that the sum of the weights is largest; rows are
/// left over where there are more of them than columns.
///
/// The Hungarian method with potentials (Kuhn 1955, Munkres 1957), in O(rows² columns). Weights are
/// finite. Of equally good assignments always the same one is returned.
pub fn optimal_assignment(weights: &Array2<f64>) -> Vec<Option<usize>> {
    let (rows, columns) = weights.dim();
    if rows <= columns {
        return columns_of_rows(weights).into_iter().map(Some).collect();
    }
    let mut assigned = vec![None; rows];
    let rows_of_columns = columns_of_rows(&weights.t().to_owned());
    for (column, row) in rows_of_columns.into_iter().enumerate() {
        assigned[row] = Some(column);
    }
    assigned
}

/// The same where there are no more rows than columns, so that each row is given one.
fn columns_of_rows(weights: &Array2<f64>) -> Vec<usize> {
    let (rows, columns) = weights.dim();
    // Entry 0 stands for "no row" and for the column from which a search starts.
    let mut row_of = vec![0; columns + 1];
    let mut row_potential = vec![0.0; rows + 1];
    let mut column_potential = vec![0.0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![f64::INFINITY; columns + 1];
        let mut came_from = vec![0; columns + 1];
        let mut visited = vec![false; columns + 1];
        while row_of[column] != 0 {
            visited[column] = true;
            let here = row_of[column];
            let mut step = (f64::INFINITY, 0);
            for next in (1..=columns).filter(|&next| !visited[next]) {
                let cost = -weights[[here - 1, next - 1]];
                let reduced = cost - row_potential[here] - column_potential[next];
                if reduced < slack[next] {
                    slack[next] = reduced;
                    came_from[next] = column;
                }
                if slack[next] < step.0 {
                    step = (slack[next], next);
                }
            }
            for seen in 0..=columns {
                if visited[seen] {
                    row_potential[row_of[seen]] += step.0;
                    column_potential[seen] -= step.0;
                } else {
                    slack[seen] -= step.0;
                }
            }
            column = step.1;
        }
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    let mut column_of = vec![0; rows];
    for column in 1..=columns {
        if row_of[column] > 0 {
            column_of[row_of[column] - 1] = column - 1;
        }
    }
    column_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    fn value(weights: &Array2<f64>, assigned: &[Option<usize>]) -> f64 {
        let pairs = assigned.iter().enumerate();
        pairs.fold(0.0, |sum, (row, column)| {
            sum + column.map_or(0.0, |column| weights[[row, column]])
        })
    }

    /// The best sum over all ways to give rows from `row` on columns that are free.
    fn best_by_trying_all(weights: &Array2<f64>, row: usize, free: &mut Vec<usize>) -> f64 {
        if row == weights.nrows() || free.is_empty() {
            return 0.0;
        }
        let left_over = weights.nrows() - row > free.len();
        let mut best = match left_over {
            true => best_by_trying_all(weights, row + 1, free),
            false => f64::NEG_INFINITY,
        };
        for place in 0..free.len() {
            let column = free.remove(place);
            let rest = best_by_trying_all(weights, row + 1, free);
            best = best.max(weights[[row, column]] + rest);
            free.insert(place, column);
        }
        best
    }

    #[test]
    fn no_other_assignment_is_better() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
        for _ in 0..300 {
            let shape = (random.gen_range(0..6), random.gen_range(0..6));
            let whole = random.gen_range(0..2) == 0;
            let weights = Array2::from_shape_fn(shape, |_| match whole {
                true => f64::from(random.gen_range(0..4)),
                false => random.gen_range(-1.0..1.0),
            });
            let assigned = optimal_assignment(&weights);
            let mut columns: Vec<usize> = assigned.iter().copied().flatten().collect();
            assert_eq!(columns.len(), shape.0.min(shape.1));
            columns.sort_unstable();
            columns.dedup();
            assert_eq!(columns.len(), shape.0.min(shape.1), "no column twice");
            let best = best_by_trying_all(&weights, 0, &mut (0..shape.1).collect());
            let found = value(&weights, &assigned);
            assert!((found - best).abs() < 1e-9, "{found} {best}\n{weights}");
        }
    }
}
