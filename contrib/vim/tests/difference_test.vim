vim9script

import autoload 'skein/difference.vim' as Difference

# What the hunks make of old.
def Applied(old: list<string>, new: list<string>): list<string>
  var lines = old->copy()
  for hunk in Difference.Hunks(old, new)->reverse()
    if hunk.removed > 0
      lines->remove(hunk.old, hunk.old + hunk.removed - 1)
    endif
    lines->extend(new->slice(hunk.new, hunk.new + hunk.added), hunk.old)
  endfor
  return lines
enddef

def g:Test_hunks_are_the_least_that_differs()
  assert_equal([], Difference.Hunks(['a', 'b'], ['a', 'b']))
  assert_equal([{old: 1, removed: 1, new: 1, added: 1}], Difference.Hunks(['a', 'b', 'c'], ['a', 'x', 'c']))
  assert_equal([{old: 0, removed: 0, new: 0, added: 1}, {old: 2, removed: 1, new: 3, added: 0}],
    Difference.Hunks(['a', 'b', 'c', 'd'], ['new', 'a', 'b', 'd']))
  assert_equal([{old: 0, removed: 2, new: 0, added: 0}], Difference.Hunks(['a', 'b'], []))
  assert_equal([{old: 1, removed: 0, new: 1, added: 1}], Difference.Hunks(['a'], ['a', 'a']))
enddef

def g:Test_hunks_lead_from_any_text_to_any_other()
  var seed = srand(7)
  for _ in range(200)
    var old = range(rand(seed) % 12)->map((_, _) => nr2char(97 + rand(seed) % 4))
    var new = range(rand(seed) % 12)->map((_, _) => nr2char(97 + rand(seed) % 4))
    assert_equal(new, Applied(old, new), string(old))
  endfor
  var numbers = range(3000)->map((_, number) => string(number))
  var letters = range(3000)->map((_, number) => 'x' .. number)
  var began = reltime()
  assert_equal(letters, Applied(numbers, letters))
  assert_true(reltimefloat(reltime(began)) < 5, 'it took ' .. reltimestr(reltime(began)))
enddef
