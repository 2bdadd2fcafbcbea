vim9script

# The difference between two texts, line by line (Myers, "An O(ND) difference algorithm").

# How many edits are looked for: the time grows with their square. Beyond, what lies between the
# equal beginnings and ends is one hunk.
const EDITS = 400

# The hunks that lead from old to new: {old, removed, new, added} are indexes and numbers of lines.
export def Hunks(old: list<string>, new: list<string>): list<dict<number>>
  var before = 0
  while before < min([old->len(), new->len()]) && old[before] ==# new[before]
    before += 1
  endwhile
  var after = 0
  while after < min([old->len(), new->len()]) - before && old[-1 - after] ==# new[-1 - after]
    after += 1
  endwhile
  var pairs = Pairs(old->slice(before, old->len() - after), new->slice(before, new->len() - after))
    ->mapnew((_, pair) => [pair[0] + before, pair[1] + before])
  var hunks: list<dict<number>>
  var [x, y] = [before, before]
  for [a, b] in pairs + [[old->len() - after, new->len() - after]]
    if a > x || b > y
      hunks->add({old: x, removed: a - x, new: y, added: b - y})
    endif
    [x, y] = [a + 1, b + 1]
  endfor
  return hunks
enddef

# The pairs of indexes of equal lines, in order.
def Pairs(old: list<string>, new: list<string>): list<list<number>>
  var [n, m] = [old->len(), new->len()]
  if n == 0 || m == 0
    return []
  endif
  var limit = min([n + m, EDITS])
  # How far each diagonal was followed, by its number plus the limit plus 1, after each edit.
  var reached = repeat([0], 2 * limit + 3)
  var trace: list<list<number>>
  for edits in range(limit + 1)
    trace->add(reached->copy())
    for diagonal in range(-edits, edits, 2)
      var at = diagonal + limit + 1
      var x = diagonal == -edits || diagonal != edits && reached[at - 1] < reached[at + 1]
        ? reached[at + 1] : reached[at - 1] + 1
      while x < n && x - diagonal < m && old[x] ==# new[x - diagonal]
        x += 1
      endwhile
      reached[at] = x
      if x >= n && x - diagonal >= m
        return Walk(trace, n, m, limit)
      endif
    endfor
  endfor
  return []
enddef

# Goes back from the end, and collects the equal lines on the way.
def Walk(trace: list<list<number>>, n: number, m: number, limit: number): list<list<number>>
  var pairs: list<list<number>>
  var [x, y] = [n, m]
  for edits in range(trace->len() - 1, 0, -1)
    var reached = trace[edits]
    var diagonal = x - y
    var at = diagonal + limit + 1
    var from = diagonal == -edits || diagonal != edits && reached[at - 1] < reached[at + 1]
      ? diagonal + 1 : diagonal - 1
    var left = edits == 0 ? 0 : reached[from + limit + 1]
    var top = edits == 0 ? 0 : left - from
    while x > left && y > top
      x -= 1
      y -= 1
      pairs->add([x, y])
    endwhile
    [x, y] = [left, top]
  endfor
  return pairs->reverse()
enddef
