vim9script

# Where an answer goes in a buffer, whatever is edited meanwhile: text properties keep it.
#
# A place is {buffer, how, kind, type, id}: how is "rewrite", "append" or "insert", kind "lines" or
# "chars".

highlight default link skeinPending Visual

for [type, group] in [['skeinSelected', 'skeinPending'], ['skeinPlace', '']]
  if prop_type_get(type)->empty()
    prop_type_add(type, group == '' ? {} : {highlight: group, priority: 10})
  endif
endfor

var counter = 0

# Marks a selection as one.
export def Make(how: string, selection: dict<any>): dict<any>
  counter += 1
  var place = {buffer: selection.buffer, how: how, kind: selection.kind, id: counter,
    type: how == 'rewrite' ? 'skeinSelected' : 'skeinPlace'}
  Mark(place, selection.first, selection.start, selection.last, selection.end)
  return place
enddef

# Its position now: [first line, column, last line, column after]; [] when it was deleted.
export def Where(place: dict<any>): list<number>
  var props = Props(place)
  if props->empty() || !props[0].start || !props[-1].end
    return []
  endif
  return [props[0].lnum, props[0].col, props[-1].lnum, props[-1].col + props[-1].length]
enddef

# Its first and its last line, of those that are left; [] when none is.
export def Span(place: dict<any>): list<number>
  var props = Props(place)
  return props->empty() ? [] : [props[0].lnum, props[-1].lnum]
enddef

# Lets it be these whole lines, without a highlight.
export def Set(place: dict<any>, first: number, last: number)
  Clear(place)
  place.type = 'skeinPlace'
  place.kind = 'lines'
  Mark(place, first, 1, last, len(getbufline(place.buffer, last)[0]) + 1)
enddef

# Removes its mark.
export def Clear(place: dict<any>)
  if bufloaded(place.buffer)
    prop_remove({bufnr: place.buffer, type: place.type, id: place.id, both: true, all: true})
  endif
enddef

def Mark(place: dict<any>, first: number, start: number, last: number, end: number)
  prop_add(first, start, {bufnr: place.buffer, type: place.type, id: place.id,
    end_lnum: last, end_col: end})
enddef

def Props(place: dict<any>): list<dict<any>>
  return !bufloaded(place.buffer) ? []
    : prop_list(1, {bufnr: place.buffer, end_lnum: -1, types: [place.type], ids: [place.id]})
enddef
