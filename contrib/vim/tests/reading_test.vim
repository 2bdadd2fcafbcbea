vim9script

# A thread of this many questions, each with an answer of two lines; its id.
def Import(title: string, questions: number): string
  var messages: list<dict<any>>
  for number in range(1, 2 * questions)
    messages->add({id: printf('0199a3f2-8451-7c3e-a1b2-%012d', number),
      threadId: '0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f', turnId: v:null, sequence: number,
      role: number % 2 == 1 ? 'user' : 'assistant', content: number % 2 == 1
        ? printf('question number%d', (number + 1) / 2) : printf("answer %d\nends", number / 2),
      createdAt: '2026-11-21T18:04:45.120Z'})
  endfor
  return skein#call('thread/import', {document: {format: 'json', version: 1, unanswered: [],
    messages: messages, thread: {id: '0199a3f2-7c1e-7d5a-9b0e-3f2a1c4d5e6f', number: 3,
      title: title, messageCount: 2 * questions, lastMessageAt: '2026-11-21T18:04:45.120Z',
      createdAt: '2026-11-21T18:04:43.004Z', updatedAt: '2026-11-21T18:04:45.120Z'}}}).thread.id
enddef

def g:Test_a_hit_far_back_in_a_long_thread_opens_at_the_hit()
  Import('Very long', 1500)
  var vim = g:StartVim(['SkeinSearch number7'])
  g:WaitForScreen(vim, 'number799')
  g:Type(vim, "G")
  g:Type(vim, "\<CR>")
  g:WaitForScreen(vim, "── You\nquestion number7\n")
  assert_equal("── You", g:Of(vim, 'getline(".")'))
  assert_equal('question number7', g:Of(vim, 'getline(line(".") + 1)'))
  g:EndVim(vim)
enddef

def g:Test_earlier_messages_are_read_as_one_scrolls()
  Import('Scrolled', 300)
  var vim = g:StartVim(['SkeinOpen Scrolled', 'only'])
  g:WaitForScreen(vim, 'answer 300')
  g:Type(vim, "gg\<C-Y>")
  g:WaitForText(vim, 'question number120\n')
  # What was at the top of the window stays there.
  g:WaitForScreen(vim, '^── You\nquestion number201\n')
  for _ in range(3)
    g:Type(vim, 'gg')
    sleep 10m
  endfor
  g:WaitForText(vim, '^── You\nquestion number1\n')
  g:EndVim(vim)
enddef

def g:Test_only_a_window_at_the_end_follows_the_answer()
  var id = Import('Followed', 40)
  var vim = g:StartVim(['SkeinOpen Followed', 'only'])
  g:WaitForScreen(vim, 'answer 40')
  g:Type(vim, ":Skein flood 3000\<CR>")
  g:WaitForScreen(vim, 'answering')
  g:Type(vim, "?question number20\<CR>zt")
  g:WaitForScreen(vim, '^question number20\n')
  var before = g:Screen(vim)[0 : 15]
  g:WaitFor(() => skein#call('turn/list', {threadId: id, status: 'running'}).data->empty(), 'the end')
  term_wait(vim.buffer, 200)
  assert_equal(before, g:Screen(vim)[0 : 15])
  # Another client's change that makes the chat be read again does not move it either.
  skein#call('thread/revert', {threadId: id, throughSequence: 60})
  g:WaitForText(vim, 'answer 30\nends\n\n── Ask')
  g:Type(vim, ":\<CR>")
  assert_equal(before, g:Screen(vim)[0 : 15])
  g:Type(vim, "G")
  g:Type(vim, ":Skein say more\<CR>")
  g:WaitForScreen(vim, "\nmore\n\n── Ask")
  g:EndVim(vim)
enddef

def g:Test_the_cursor_in_the_draft_stays_where_one_types_when_the_chat_is_read_again()
  var id = Import('Typed in', 5)
  var vim = g:StartVim(['SkeinOpen Typed in', 'only'])
  g:WaitForScreen(vim, 'answer 5')
  g:Type(vim, "Gifirst line\<CR>second\<Up>\<Home>")
  g:WaitForScreen(vim, 'first line\nsecond')
  skein#call('thread/revert', {threadId: id, throughSequence: 4})
  g:WaitForScreen(vim, 'answer 2\nends\n\n── Ask')
  g:Type(vim, "the \<Esc>")
  assert_match('the first line\nsecond$', g:TextOf(vim))
  g:EndVim(vim)
enddef
