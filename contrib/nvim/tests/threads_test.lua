local function make(title)
  return daemon('thread/create', { title = title }).thread.id
end

---Calls a method once for each item of params, all at the same time, from a Neovim.
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
    local number = daemon('thread/get', { threadId = thread }).thread.number
    nvim:lua("wanted = ...", ('%d  Wool and yarn — now, 1 message'):format(number))
    nvim:cmd('SkeinOpen!')
    nvim:wait_for_text('of sheep')
    expect(nvim:lua('return choices[1][1]'), '+ New thread')
    -- The thread on the screen is marked.
    nvim:lua("wanted = 'nothing'")
    nvim:cmd('SkeinOpen!')
    nvim:wait('#choices == 2')
    expect_part(nvim:lua("return table.concat(choices[2], '\\n')"), ('* %d  Wool'):format(number))
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
    nvim:cmd('SkeinOpen!')
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
      'You have no thread with the title “no such title”, nor one whose id begins with that: :SkeinThreads shows them.')
  end },

  { 'a thread is named by its number, its id\'s beginning or its title, whatever the case', function(start)
    local nvim = start()
    local thread = daemon('thread/create', { title = 'Spindle' }).thread
    for _, name in ipairs { tostring(thread.number), thread.id:sub(1, 16), 'sPINDLE', thread.id:upper() } do
      nvim:cmd('enew')
      nvim:cmd('SkeinOpen ' .. name)
      nvim:wait('vim.api.nvim_buf_get_name(0) == ...', ('skein://%d/Spindle'):format(thread.number))
    end
    local completed = nvim:lua("return vim.fn.getcompletion('SkeinOpen ' .. ..., 'cmdline')", tostring(thread.number))
    expect(vim.tbl_contains(completed, tostring(thread.number)), true)
    nvim:cmd('SkeinOpen 99999')
    nvim:wait_for_notice('You have no thread with the number 99999, nor with that title: :SkeinThreads shows them.')
  end },

  { 'of several with one title the number, the time and the messages tell which is meant', function(start)
    local nvim = start()
    local one = daemon('thread/create', { title = 'Twins' }).thread
    local other = daemon('thread/create', { title = 'Twins' }).thread
    daemon('message/append', { threadId = one.id, role = 'user', content = 'the elder' })
    nvim:lua('wanted = ...', ('%d  Twins — now, 1 message'):format(one.number))
    nvim:cmd('SkeinOpen twins')
    nvim:wait_for_text('the elder')
    expect(nvim:lua('return choices[1]'), {
      ('%d  Twins — now, 1 message'):format(one.number), ('%d  Twins — now, 0 messages'):format(other.number),
    })
  end },

  { 'titles like a name that means no thread are offered', function(start)
    local nvim = start()
    local thread = daemon('thread/create', { title = 'Distaff and whorls' }).thread
    daemon('message/append', { threadId = thread.id, role = 'user', content = 'which flax?' })
    nvim:lua('wanted = ...', ('%d  Distaff and whorls — now, 1 message'):format(thread.number))
    nvim:cmd('SkeinOpen distaff')
    nvim:wait_for_text('which flax?')
    expect(#nvim:lua('return choices[1]'), 1)
  end },

  { 'a row of a list is as wide as the screen, and a title is cut at its end', function(start)
    local nvim = start()
    local thread = daemon('thread/create', { title = 'A title that nobody can read on forty-four columns' }).thread
    nvim:cmd('set columns=44')
    local row = nvim:lua("return require('skein.names').described(...)", thread)
    expect(vim.fn.strdisplaywidth(row) <= 36, true)
    expect_part(row, ('%d  A title'):format(thread.number))
    expect_part(row, '… — now, 0 messages')
  end },

  { 'versions stand in no list, completion or search, and are opened from their thread', function(start)
    local nvim = start()
    nvim:ask('say carding the wool')
    nvim:cmd('SkeinVersions')
    nvim:wait_for_notice('has no versions: undo and edit create them.')
    nvim:cmd('SkeinEdit say combing it')
    nvim:wait_for_text('## Assistant\n\ncombing it\n')
    nvim:wait("#require('skein.turn').active() == 0")
    local thread = nvim:lua("return require('skein.chat').of().thread_id")
    local version = daemon('thread/list', { copiesOf = thread }).data[1]
    expect(nvim:lua("return vim.fn.getcompletion('SkeinOpen say carding', 'cmdline')"), { 'carding the wool' })
    nvim:lua("wanted = 'nothing'")
    nvim:cmd('SkeinOpen!')
    nvim:wait('#choices == 1')
    expect(table.concat(nvim:lua('return choices[1]'), '\n'):find(('\n%d  '):format(version.number), 1, true), nil)
    nvim:cmd('SkeinSearch carding')
    nvim:wait('#choices == 2')
    expect(#nvim:lua('return choices[2]'), 1)
    nvim:lua('wanted = ...', version.number .. '  ')
    nvim:cmd('SkeinVersions')
    nvim:wait_for_text('## Assistant\n\ncarding the wool\n')
    expect(nvim:lua('return lines()[1]'),
      '> This is a version of a thread; what is asked here makes it a thread of its own.')
    nvim:lua("wanted = 'The thread as it is now'")
    nvim:cmd('SkeinVersions')
    nvim:wait("require('skein.chat').of() and require('skein.chat').of().thread_id == ...", thread)
  end },

  { 'a thread that is deleted elsewhere stays under its reader, who is told', function(start)
    local nvim = start()
    nvim:ask('say one')
    local before = nvim:lines()
    local thread = nvim:lua("return require('skein.chat').of().thread_id")
    daemon('thread/delete', { threadId = thread })
    nvim:wait_for_text('> This thread is deleted. `:SkeinRestore` brings it back.')
    expect(vim.list_slice(nvim:lines(), 3), before)
    daemon('thread/restore', { threadId = thread })
    nvim:wait('vim.deep_equal(lines(), ...)', before)
    daemon('thread/delete', { threadId = thread, permanent = true })
    nvim:wait_for_text('> This thread was deleted for good.')
    expect(vim.list_slice(nvim:lines(), 3), before)
    nvim:type('Gimore<C-s>')
    nvim:wait_for_notice('This thread was deleted for good; :Skein! begins another.')
  end },

  { 'a name that is no model\'s is refused, and aliases are offered', function(start)
    local file = vim.env.HOME .. '/.config/skein/config.yaml'
    local configuration = vim.fn.readfile(file)
    vim.fn.writefile(vim.list_extend({ 'aliases:', '  small: scripted/scripted-2' }, configuration), file)
    vim.fn.system({ 'skein', 'daemon', 'reload' })
    local nvim = start()
    local ok, err = pcall(function()
      nvim:ask('say hello')
      nvim:cmd('SkeinModel scripted/nope')
      nvim:wait_for_notice('nope')
      local thread = nvim:lua("return require('skein.chat').of().thread_id")
      expect(daemon('thread/get', { threadId = thread }).thread.model, nil)
      expect(nvim:lua("return vim.fn.getcompletion('SkeinModel sma', 'cmdline')"), { 'small' })
      nvim:cmd('SkeinModel small')
      nvim:wait_for_notice('This thread uses small.')
      nvim:lua("wanted = 'none of them'")
      nvim:cmd('SkeinModel')
      nvim:wait('#choices == 1')
      expect(nvim:lua('return choices[1]'), {
        '  scripted/scripted (default)', '* scripted/scripted-2', '* small is scripted/scripted-2',
      })
    end)
    vim.fn.writefile(configuration, file)
    vim.fn.system({ 'skein', 'daemon', 'reload' })
    if not ok then
      error(err, 0)
    end
  end },

  { 'a buffer is named by number and title, renamed with the thread, and opened by number', function(start)
    local nvim = start()
    nvim:ask('say of wool')
    local thread = daemon('thread/get', { threadId = nvim:thread() }).thread
    local name = ('skein://%d/'):format(thread.number)
    nvim:wait('vim.api.nvim_buf_get_name(0) == ...', name .. 'say of wool')
    nvim:type('Gidraft<Esc>')
    nvim:wait_for_text('draft')
    daemon('thread/update', { threadId = thread.id, title = 'Wool/yarn [50% off]' })
    nvim:wait('vim.api.nvim_buf_get_name(0) == ...', name .. 'Wool/yarn [50% off]')
    expect(nvim:lines()[#nvim:lines()], 'draft')
    -- No buffer keeps the old name.
    expect(nvim:lua([[return #vim.tbl_filter(function(buffer)
      return vim.api.nvim_buf_get_name(buffer):find('skein://', 1, true) ~= nil
    end, vim.api.nvim_list_bufs())]]), 1)
    for _, spelling in ipairs { name:sub(1, -2), name .. 'an old title', 'skein://thread/' .. thread.id } do
      local other = start()
      other:cmd('edit ' .. vim.fn.fnameescape(spelling))
      other:wait_for_text('## Assistant\n\nof wool\n')
      other:wait('vim.api.nvim_buf_get_name(0) == ...', name .. 'Wool/yarn [50% off]')
      expect(other:lua('return #vim.api.nvim_list_wins()'), 1)
    end
    -- A second name of a thread leads to its one buffer.
    nvim:cmd('edit skein://thread/' .. thread.id)
    nvim:wait('vim.api.nvim_buf_get_name(0) == ...', name .. 'Wool/yarn [50% off]')
    expect(nvim:lines()[#nvim:lines()], 'draft')
    local session = vim.fn.tempname()
    nvim:cmd('mksession! ' .. session)
    local restored = start()
    restored:cmd('source ' .. session)
    restored:wait("(function() for _, w in ipairs(vim.api.nvim_list_wins()) do "
      .. "local text = table.concat(lines(vim.api.nvim_win_get_buf(w)), '\\n') "
      .. "if text:find('of wool', 1, true) then return true end end end)()")
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
    nvim:ask('say hello')
    nvim:cmd('SkeinModel scripted/scripted-2')
    nvim:wait_for_notice('This thread uses scripted/scripted-2.')
    nvim:type('ioptions<C-s>')
    nvim:wait_for_text('"model": "scripted-2"')
    nvim:lua("wanted = '  scripted/scripted (default)'")
    nvim:cmd('SkeinModel')
    nvim:wait_for_notice('This thread uses scripted/scripted.')
  end },

  { 'a new chat takes its model and system prompt along', function(start)
    local nvim = start()
    nvim:cmd('Skein')
    nvim:cmd('SkeinModel scripted/scripted-2')
    nvim:wait_for_notice('This thread uses scripted/scripted-2.')
    nvim:cmd('SkeinSystem Speak softly.')
    nvim:type('isystem<C-s>')
    nvim:wait_for_text('## Assistant\n\nSpeak softly.\n')
    local thread = nvim:lua("return require('skein.chat').of().thread_id")
    thread = daemon('thread/get', { threadId = thread }).thread
    expect({ thread.model, thread.systemPrompt }, { 'scripted/scripted-2', 'Speak softly.' })
  end },
}
