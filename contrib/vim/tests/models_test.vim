vim9script

# Choosing a model: see model/get.

const CONFIGURATION = $HOME .. '/.config/skein/config.yaml'

def Aliases()
  var lines = readfile(CONFIGURATION)
  if lines->index('aliases:') < 0
    writefile(lines + ['aliases:', '  small: scripted/scripted-2'], CONFIGURATION)
    skein#call('server/reload')
  endif
enddef

def Listed(): list<string>
  return execute('SkeinModel')->split("\n")->filter((_, line) => line != '')
enddef

def g:Test_1_a_model_that_there_is_not_is_refused_with_the_nearest_names()
  SkeinModel fake/nope
  g:WaitForMessage('No provider lists a model “fake/nope”, and none is called “fake”')
  assert_false(exists('g:skein_model'))
  Skein!
  SkeinModel scripted-3
  g:WaitForMessage('scripted-3.*scripted-2')
  assert_equal('', b:skein_model)
enddef

def g:Test_1_models_and_aliases_are_offered()
  Aliases()
  assert_equal(['small', 'scripted/scripted', 'scripted/scripted-2'],
    getcompletion('SkeinModel ', 'cmdline'))
  assert_equal(['scripted/scripted-2'], getcompletion('SkeinModel ted-2', 'cmdline'))
enddef

def g:Test_2_the_one_that_is_asked_next_is_marked()
  Aliases()
  assert_equal(['* scripted/scripted', '  scripted/scripted-2', '  small is scripted/scripted-2'],
    Listed())
  Skein!
  SkeinModel small
  g:WaitForMessage('from now on the model is scripted/scripted-2')
  assert_equal(['  scripted/scripted', '* scripted/scripted-2', '* small is scripted/scripted-2'],
    Listed())
  Skein say it
  g:WaitForLine('5 tokens')
  var turn = skein#call('turn/list', {threadId: b:skein_thread}).data[0]
  assert_equal('scripted/scripted-2', turn.model)
enddef

def g:Test_3_outside_of_a_chat_it_is_what_new_threads_ask()
  Aliases()
  enew
  SkeinModel small
  g:WaitFor(() => get(g:, 'skein_model', '') == 'small', 'the setting')
  assert_equal('* small is scripted/scripted-2', Listed()[-1])
  unlet g:skein_model
enddef
