vim9script

const TWO = "Speak like wool.\n\n- warm\n- soft"

def System(): any
  return skein#call('thread/get', {threadId: get(g:, 'about', '')}).thread.systemPrompt
enddef

def g:Test_a_system_prompt_of_several_lines_is_edited_as_it_is()
  g:about = skein#call('thread/create', {title: 'With a prompt', systemPrompt: TWO}).thread.id
  var updated = skein#call('thread/get', {threadId: g:about}).thread.updatedAt
  SkeinOpen With a prompt
  g:WaitFor(() => get(b:, 'skein_title', '') == 'With a prompt', 'the chat')
  SkeinSystem
  g:WaitForLine('^- soft$')
  assert_equal(TWO, g:Text())
  assert_false(&modified)
  # What was not changed is not sent.
  write
  g:WaitForMessage('nothing was changed')
  assert_equal(updated, skein#call('thread/get', {threadId: g:about}).thread.updatedAt)
  setline(3, '- itchy')
  assert_true(&modified)
  write
  g:WaitForMessage('saved')
  assert_false(&modified)
  assert_equal(TWO->substitute('warm', 'itchy', ''), System())
  edit
  g:WaitForLine('^- itchy$')
  deletebufline('%', 1, '$')
  write
  g:WaitFor(() => System() == null, 'it to be removed')
enddef

def g:Test_the_system_prompt_of_a_new_chat_is_edited()
  Skein!
  SkeinSystem
  setline(1, ['One', 'Two'])
  write
  quit
  Skein system please
  g:WaitForLine('^Two$')
enddef

def g:Test_what_cannot_be_saved_stays_modified()
  var task = skein#call('task/create', {title: 'Gone'}).task.id
  execute 'edit skein://description/' .. task
  skein#call('task/delete', {taskId: task, permanent: true})
  setline(1, 'too late')
  silent! write
  g:WaitFor(() => v:errmsg =~ 'skein: ', 'the reason')
  assert_true(&modified)
  bwipeout!
enddef
