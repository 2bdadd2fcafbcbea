/// How many characters must be inserted, deleted, replaced or swapped with their neighbour to make one
/// word of the other (optimal string alignment). In Wire's `editDistance(to:)` a swap counts as two.
func editDistance(_ one: String, _ other: String) -> Int {
  let (source, target) = (Array(one), Array(other))
  var before: [Int] = []
  var row = Array(0...target.count)
  for (line, character) in source.enumerated() {
    var next = [line + 1]
    for (column, wanted) in target.enumerated() {
      let replaced = row[column] + (character == wanted ? 0 : 1)
      var best = min(replaced, row[column + 1] + 1, next[column] + 1)
      let isSwap =
        line > 0 && column > 0 && character == target[column - 1] && source[line - 1] == wanted
      if isSwap { best = min(best, before[column - 1] + 1) }
      next.append(best)
    }
    (before, row) = (row, next)
  }
  return row[target.count]
}
