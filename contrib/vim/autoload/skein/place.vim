vim9script

# Where an answer goes in a buffer, whatever is edited meanwhile: text properties keep it.
#
# A place is {buffer, how, kind, type, id}: how is "rewrite" or "append", kind "lines" or "chars".

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
  prop_add(selection.first, selection.start, {bufnr: place.buffer, type: place.type, id: place.id,
    end_lnum: selection.last, end_col: selection.end})
  return place
enddef

# Its position now: [first line, column, last line, column after]; [] when it was deleted.
export def Where(place: dict<any>): list<number>
  if !bufloaded(place.buffer)
    return []
  endif
  var props = prop_list(1, {bufnr: place.buffer, end_lnum: -1,
    types: [place.type], ids: [place.id]})
  if props->empty() || !props[0].start || !props[-1].end
    return []
  endif
  return [props[0].lnum, props[0].col, props[-1].lnum, props[-1].col + props[-1].length]
enddef

# Removes its mark.
export def Clear(place: dict<any>)
  if bufloaded(place.buffer)
    prop_remove({bufnr: place.buffer, type: place.type, id: place.id, both: true, all: true})
  endif
enddef
