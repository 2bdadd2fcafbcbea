vim9script

import autoload 'skein/chats.vim' as Chats
import autoload 'skein/pieces.vim' as Pieces
import autoload 'skein/transcript.vim' as Transcript

def g:Test_a_long_line_is_cut_at_blanks_and_joined_again()
  var words = range(1, 500)->join(' ')
  var [pieces, going_on] = Pieces.Of(['short', words, ''])
  assert_equal(['short', words, ''], [pieces[0], pieces[1 : -2]->join(''), pieces[-1]])
  assert_equal(range(2, pieces->len() - 2), going_on)
  for piece in pieces[1 : -3]
    assert_match(' $', piece)
    assert_true(len(piece) <= 800)
  endfor
enddef

def g:Test_characters_stay_whole()
  var [pieces, _] = Pieces.Of([repeat('🧶', 1000)])
  assert_equal(repeat('🧶', 1000), pieces->join(''))
  assert_match('^🧶\+$', pieces[1])
enddef

def g:Test_an_answer_of_one_long_line_is_readable_and_read_as_one_line()
  g:Begin('flood 2000', '^── Assistant · 5 tokens')
  assert_true(getline(1, '$')->map((_, line) => len(line))->max() <= 800)
  var chat = Chats.Current()
  var answer = range(2000)->join(' ') .. ' '
  assert_equal([answer], Transcript.Body(chat, chat.blocks[1]))
  edit
  g:WaitForLine('5 tokens')
  assert_equal([answer], Transcript.Body(Chats.Current(), Chats.Current().blocks[1]))
enddef
