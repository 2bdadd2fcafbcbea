---An expression for the words at the top of the current chat.
local HEADER = "require('skein.chat.header').text()"

return {
  { 'a system prompt of several lines is edited in a buffer, and sent only when it was changed', function(start)
    local nvim = start()
    nvim:ask('say hello')
    local thread = nvim:thread()
    daemon('thread/update', { threadId = thread, systemPrompt = 'Be brief.\n\nBe kind.' })
    nvim:wait("require('skein.chat').of().thread.systemPrompt ~= nil")
    nvim:cmd('SkeinSystem')
    expect(nvim:lines(), { 'Be brief.', '', 'Be kind.' })
    local updated = daemon('thread/get', { threadId = thread }).thread.updatedAt
    nvim:cmd('write')
    nvim:wait_for_notice('The system prompt is unchanged.')
    expect(daemon('thread/get', { threadId = thread }).thread.updatedAt, updated)
    nvim:type('GoBe fair.<Esc>')
    nvim:wait_for_text('Be fair.')
    nvim:cmd('write')
    nvim:wait_for_notice('The system prompt is saved.')
    expect(nvim:lua('return vim.bo.modified'), false)
    expect(daemon('thread/get', { threadId = thread }).thread.systemPrompt, 'Be brief.\n\nBe kind.\nBe fair.')
    nvim:cmd('%delete | write')
    nvim:wait_for_notice('The system prompt is removed.')
    expect(daemon('thread/get', { threadId = thread }).thread.systemPrompt, nil)
  end },

  { 'a description of several lines is edited in a buffer, and stays as it is when it was not changed', function(start)
    for _, task in ipairs(daemon('task/list', { limit = 200 }).data) do
      daemon('task/delete', { taskId = task.id })
    end
    local nvim = start()
    local task = daemon('task/create', { title = 'Wool', description = 'two\nlines' }).task
    nvim:cmd('SkeinTasks')
    nvim:wait_for_text('[ ] Wool')
    -- The cursor begins on the first task.
    nvim:wait("vim.fn.line('.') == 3")
    nvim:type('E')
    nvim:wait("vim.deep_equal(lines(), { 'two', 'lines' })")
    nvim:type(':x<CR>')
    nvim:wait_for_text('[ ] Wool')
    expect(daemon('task/get', { taskId = task.id }).task.description, 'two\nlines')
    nvim:type('EGothree<Esc>:x<CR>')
    nvim:wait_for_notice('The description is saved.')
    expect(daemon('task/get', { taskId = task.id }).task.description, 'two\nlines\nthree')
  end },

  { ':SkeinOption sets, lists and removes options, and refuses what is no option', function(start)
    local nvim = start()
    nvim:cmd('Skein!')
    nvim:cmd('SkeinOption temperature=0.25')
    nvim:wait_for_notice('Set: temperature=0.25')
    nvim:cmd('SkeinOption top_k=5')
    nvim:wait_for_notice('Set: temperature=0.25, top_k=5')
    nvim:send('options')
    nvim:wait_for_text('"temperature": 0.25')
    expect_part(nvim:text(), '"top_k": 5')
    nvim:wait_for_end()
    for given, words in pairs {
      ['temprature=1'] = 'There is no option temprature; did you mean temperature?',
      ['temperature=hot'] = 'The option temperature: expected a number, not “hot”.',
      ['stream=true'] = 'The option stream cannot be set, skein does that; :SkeinModel chooses the model.',
      ['temperature'] = 'Write it as NAME=VALUE',
    } do
      nvim:cmd('SkeinOption ' .. given)
      nvim:wait_for_notice(words)
    end
    nvim:cmd('SkeinOption')
    nvim:wait_for_notice('Options of this thread:\n  temperature=0.25\n  top_k=5\n')
    expect(nvim:lua("return vim.fn.getcompletion('SkeinOption tempe', 'cmdline')"), { 'temperature=0.25', 'temperature=' })
    nvim:cmd('SkeinOption temperature=')
    nvim:wait("require('skein.chat').of().thread.options.temperature == nil")
    nvim:cmd('SkeinOption top_k=')
    nvim:wait_for_notice('This thread sets no option.')
    expect(daemon('thread/get', { threadId = nvim:thread() }).thread.options, nil)
  end },

  { 'the top of a chat says title, model, options, system prompt and tokens', function(start)
    local nvim = start()
    nvim:cmd('Skein!')
    nvim:cmd('SkeinOption temperature=0.25')
    nvim:cmd('SkeinSystem You are a spinner of long and winding yarns.')
    nvim:send('say 100% wool')
    nvim:wait_for_end()
    local number = nvim:wait("require('skein.chat').of().thread.number")
    nvim:cmd('only')
    nvim:wait(HEADER .. ":find(..., 1, true)", (' %d say 100%%%% wool · scripted/scripted · temperature=0.25 · '
      .. '“You are a spinner of lo…” · '):format(number))
    nvim:cmd('set columns=50')
    expect(nvim:lua('return vim.fn.strwidth(' .. HEADER .. ') <= 52'), true)
    if vim.fn.has('nvim-0.8') == 1 then
      expect_part(nvim:lua('return vim.wo.winbar'), 'skein.chat.header')
    end
  end },

  { 'skein ask -c in the same terminal goes on with what was asked here', function()
    local out = vim.fn.tempname()
    local nvim = require('terminal').start(80, 'skein thread current >' .. out)
    nvim:cmd('Skein say hello')
    nvim:wait_for_end()
    local number = nvim:wait("require('skein.chat').of().thread.number")
    -- Another terminal's question in the meantime changes nothing here.
    nvim:wait("vim.fn.glob(vim.env.HOME .. '/.local/state/skein/last-thread') ~= ''")
    daemon('turn/run', { input = 'say elsewhere' })
    vim.fn.rpcnotify(nvim.job, 'nvim_command', 'qall!')
    local _ = vim.wait(10000, function()
      return vim.fn.filereadable(out) == 1 and #vim.fn.readfile(out) > 0
    end, 20)
    nvim:stop()
    expect(vim.fn.readfile(out)[1]:match('^%d+'), tostring(number))
  end },
}
