vim9script

import autoload 'skein/frame.vim' as Frame

def g:Test_messages_are_read_from_bytes_in_any_pieces()
  const SENT = [{a: 'ä🧶'}, {b: repeat('x', 5000)}, {c: v:null}]
  const BYTES = SENT->mapnew((_, message) => Frame.Of(message))->join('')
  for size in [1, 7, 4096, len(BYTES)]
    var reader = Frame.Reader()
    var read: list<dict<any>>
    for at in range(0, len(BYTES) - 1, size)
      read->extend(Frame.Read(reader, BYTES->strpart(at, size)))
    endfor
    assert_equal(SENT, read, 'in pieces of ' .. size)
  endfor
enddef

# Reads messages that are more than Vim reads at once, while it is busy.
def ReadLong(id: string)
  var read = 0
  skein#call('message/list', {threadId: id}, (error, result) => {
    read = len(result.data[2].content)
  })
  var began = reltime()
  while reltimefloat(reltime(began)) < 0.05
    # The answer arrives meanwhile.
  endwhile
  g:WaitFor(() => read == 150000, 'the messages')
enddef

def g:Test_long_answers_arrive_while_vim_is_busy()
  var id = skein#call('thread/create').thread.id
  for _ in range(3)
    skein#call('message/append', {threadId: id, role: 'user', content: repeat('wool ', 30000)})
  endfor
  for _ in range(10)
    ReadLong(id)
  endfor
enddef
