local function make(title)
  return daemon('thread/create', { title = title }).thread.id
end

---Calls a method once for each params, all at once, from a Neovim.
local function call_all(nvim, method, all)
  nvim:lua([[
    local method, all = ...
    local left = #all
    for _, params in ipairs(all) do
      require('skein').call(method, params, function()
        left = left - 1
      end)
    end
    vim.wait(10000, function()
      return left == 0
    end, 5)
  ]], method, all)
end

return {
  { 'the picker shows titles and ages, and opens what is chosen', function(start)
    local nvim = start()
    local thread = make('Wool and yarn')
    daemon('message/append', { threadId = thread, role = 'user', content = 'of sheep' })
    nvim:lua("wanted = 'Wool and yarn — now, 1 message'")
    nvim:cmd('SkeinThreads')
    nvim:wait_for_text('of sheep')
    expect(nvim:lua('return choices[1][1]'), '+ New thread')
  end },

  { 'the picker goes on to older threads', function(start)
    local nvim = start()
    make('The oldest one')
    local fillers = {}
    for index = 1, 50 do
      fillers[index] = { title = 'filler ' .. index }
    end
    call_all(nvim, 'thread/create', fillers)
    nvim:lua("wanted = '… older threads'")
    nvim:cmd('SkeinThreads')
    nvim:wait('#choices >= 2')
    expect_part(nvim:lua("return table.concat(choices[2], '\\n')"), 'The oldest one')
  end },

  { 'a thread is opened by its title, with completion', function(start)
    local nvim = start()
    make('Ärger im Büro')
    expect(nvim:lua("return vim.fn.getcompletion('SkeinThreads Ärger im B', 'cmdline')"), { 'Büro' })
    expect(nvim:lua("return vim.fn.getcompletion('SkeinThreads rger', 'cmdline')"), { 'Ärger im Büro' })
    nvim:cmd('SkeinThreads Ärger im Büro')
    nvim:wait("vim.b.skein_title == 'Ärger im Büro'")
    nvim:cmd('SkeinThreads no such title')
    nvim:wait_for_notice(
      'You have no thread with the title “no such title”, nor one whose id begins so: :SkeinThreads shows them.')
  end },

  { 'a thread is renamed, deleted and brought back', function(start)
    local nvim = start()
    local thread = make('First name')
    daemon('message/append', { threadId = thread, role = 'user', content = 'something' })
    nvim:cmd('SkeinThreads ' .. thread)
    nvim:wait_for_text('something')
    nvim:cmd('SkeinRename Second name')
    nvim:wait("vim.b.skein_title == 'Second name'")
    nvim:cmd('SkeinDelete')
    nvim:wait_for_text('This thread is deleted. `:SkeinRestore` brings it back.')
    expect(daemon('thread/get', { threadId = thread }).thread.deletedAt ~= nil, true)
    nvim:type('isay no<C-s>')
    nvim:wait_for_notice('This thread is deleted.')
    nvim:cmd('SkeinRestore')
    nvim:wait_for_text('something')
    expect_part(nvim:text(), 'say no')
  end },

  { 'search shows what matches and goes to the message', function(start)
    local nvim = start()
    local thread = make('Haystack')
    local messages = {}
    for index = 1, 40 do
      messages[index] = { threadId = thread, role = 'user', content = 'straw ' .. index }
    end
    messages[41] = { threadId = thread, role = 'assistant', content = 'here is a needle' }
    messages[42] = { threadId = thread, role = 'user', content = 'thanks' }
    call_all(nvim, 'message/append', messages)
    nvim:lua("wanted = 'Haystack: assistant: here is a [[needle]]'")
    nvim:cmd('SkeinSearch needle')
    nvim:wait_for_text('here is a needle')
    nvim:wait("vim.fn.getline(vim.fn.line('.') + 2) == 'here is a needle'")
    nvim:cmd('SkeinSearch zyxwv')
    nvim:wait_for_notice('Nothing was found for “zyxwv”.')
  end },

  { 'a model is chosen for a thread, with completion', function(start)
    local nvim = start()
    expect(nvim:lua("return vim.fn.getcompletion('SkeinModel 2', 'cmdline')"), { 'scripted/scripted-2' })
    nvim:cmd('Skein say hello')
    nvim:wait("ended('completed')")
    nvim:cmd('SkeinModel scripted/scripted-2')
    nvim:wait_for_notice('This thread asks scripted/scripted-2.')
    nvim:type('ioptions<C-s>')
    nvim:wait_for_text('"model": "scripted-2"')
    nvim:lua("wanted = '  scripted/scripted (default)'")
    nvim:cmd('SkeinModel')
    nvim:wait_for_notice('This thread asks scripted/scripted.')
  end },

  { 'a new chat takes its model and system prompt along', function(start)
    local nvim = start()
    nvim:cmd('Skein')
    nvim:cmd('SkeinModel scripted/scripted-2')
    nvim:wait_for_notice('This thread asks scripted/scripted-2.')
    nvim:cmd('SkeinSystem Speak softly.')
    nvim:type('isystem<C-s>')
    nvim:wait_for_text('## Assistant\n\nSpeak softly.\n')
    local thread = nvim:lua("return require('skein.chat').of().thread_id")
    thread = daemon('thread/get', { threadId = thread }).thread
    expect({ thread.model, thread.systemPrompt }, { 'scripted/scripted-2', 'Speak softly.' })
  end },
}
