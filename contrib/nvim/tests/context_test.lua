---The line above the text of the prompt.
local LINE = [[(function()
  local chat = require('skein.chat').current()
  return chat and chat.context_words
end)()]]

return {
  { 'what is added stands above the prompt, is asked below the words, and is folded in the chat', function(start)
    local nvim = start()
    local directory = vim.fn.tempname()
    vim.fn.mkdir(directory)
    vim.fn.writefile({ 'print(1)', 'print(2)', '```' }, directory .. '/code.lua')
    vim.fn.writefile({ 'two', 'lines' }, directory .. '/other')
    nvim:cmd('cd ' .. directory)
    nvim:cmd('edit code.lua')
    nvim:cmd('2,3SkeinAdd')
    nvim:wait(LINE .. " == 'Context: code.lua 2–3 (≈ 3) · ≈ 3 tokens'")
    nvim:cmd('SkeinAdd file other')
    nvim:wait(LINE .. " == 'Context: code.lua 2–3 (≈ 3), other (≈ 3) · ≈ 6 tokens'")
    -- The text is read when it is asked, at its place then.
    nvim:lua("vim.api.nvim_buf_set_lines(0, 0, 0, false, { 'above' })")
    nvim:lua("vim.api.nvim_buf_set_lines(0, 2, 3, false, { 'print(3)' })")
    nvim:cmd('Skein say it')
    nvim:wait_for_end()
    local question = daemon('message/list', { threadId = nvim:thread() }).data[1].content
    expect(question, 'say it\n\ncode.lua, lines 3–4:\n\n````lua\nprint(3)\n```\n````\n\nother:\n\n```\ntwo\nlines\n```')
    expect(nvim:lua('return ' .. LINE), vim.NIL)
    nvim:wait('vim.fn.foldclosed(5) == 5')
    expect(nvim:lua('return { vim.fn.foldtextresult(5), vim.fn.foldclosedend(5) }'), { '▸ code.lua, lines 3–4 · 6 lines', 10 })
    -- Whoever sent it: another Neovim folds it, too.
    local other = start()
    other:cmd('SkeinThreads ' .. nvim:thread())
    other:wait_for_text('print(3)')
    other:wait('vim.fn.foldclosed(5) == 5')
  end },

  { 'diagnostics, the quickfix list, a diff and a thread are added by their kinds', function(start)
    local nvim = start()
    local thread = daemon('thread/create', { title = 'Wool' }).thread
    daemon('message/append', { threadId = thread.id, role = 'user', content = 'of sheep' })
    local directory = vim.fn.tempname()
    vim.fn.mkdir(directory)
    vim.fn.writefile({ 'one' }, directory .. '/a.txt')
    vim.fn.system(('cd %s && git init -q && git add . && echo two >>a.txt'):format(directory))
    nvim:cmd('cd ' .. directory)
    nvim:cmd('edit a.txt')
    nvim:lua([[
      vim.diagnostic.set(vim.api.nvim_create_namespace('test'), 0, { { lnum = 1, col = 0, severity = 1, message = 'no wool' } })
      vim.fn.setqflist({ { filename = 'a.txt', lnum = 1, text = 'look here' } })
    ]])
    for _, kind in ipairs { 'diagnostics', 'quickfix', 'diff', 'diff --stat', 'thread Wool', 'buffer' } do
      nvim:lua('messages = {}')
      nvim:cmd('SkeinAdd ' .. kind)
      nvim:wait_for_notice('Added to the next question: ')
    end
    nvim:cmd('SkeinDrop git diff --stat')
    nvim:cmd('Skein say it')
    nvim:wait_for_end()
    local question = daemon('message/list', { threadId = nvim:thread() }).data[1].content
    expect_part(question, 'diagnostics of a.txt:\n\n```\na.txt:2:1: error: no wool\n```')
    expect_part(question, 'quickfix list:\n\n```\na.txt:1: look here\n```')
    expect_part(question, 'git diff:\n\n```diff\n')
    expect_part(question, '\n+two\n')
    expect(question:find('--stat', 1, true), nil)
    expect_part(question, ('thread %d, “Wool”:'):format(thread.number))
    expect_part(question, 'of sheep')
    expect(nvim:lua("return vim.fn.getcompletion('SkeinAdd di', 'cmdline')"), { 'diagnostics', 'diff' })
    expect(nvim:lua("return vim.fn.getcompletion('SkeinAdd thread Woo', 'cmdline')"), { 'Wool' })
  end },

  { 'what cannot be read is said before anything is asked', function(start)
    local nvim = start()
    local path = vim.fn.tempname()
    vim.fn.writefile({ 'gone soon' }, path)
    nvim:cmd('SkeinAdd file ' .. path)
    nvim:wait(LINE)
    vim.fn.delete(path)
    nvim:cmd('Skein say it')
    nvim:wait_for_notice('Nothing was asked; :SkeinDrop takes it away.')
    expect(nvim:lua("return #require('skein.turn').active()"), 0)
    vim.fn.writefile({ 'a\n\255' }, path, 'b')
    nvim:cmd('SkeinAdd file ' .. path)
    nvim:wait_for_notice('is no text in UTF-8.')
    nvim:cmd('SkeinAdd quickfix')
    nvim:wait_for_notice('The quickfix list is empty.')
    nvim:cmd('SkeinAdd nonsense')
    nvim:wait_for_notice('There is no kind “nonsense”; there are buffer, file,')
    nvim:cmd('SkeinDrop!')
    expect(nvim:lua('return ' .. LINE), vim.NIL)
  end },

  { ':SkeinTemplate asks as the command does, and asks for the parameters', function(start)
    local directory = vim.env.HOME .. '/.config/skein/templates'
    vim.fn.mkdir(directory, 'p')
    vim.fn.writefile({
      '---', 'system: You review {{language}}.', 'model: scripted-2', 'default tone: politely',
      'option temperature: 0.25', '---', 'say {{tone}}: \\{{tone}} {{ input }}',
    }, directory .. '/review.md')
    vim.fn.writefile({ 'options' }, directory .. '/plain.md')
    local nvim = start()
    expect(nvim:lua("return vim.fn.getcompletion('SkeinTemplate re', 'cmdline')"), { 'review' })
    nvim:lua("vim.api.nvim_buf_set_lines(0, 0, -1, false, { 'one', 'two' }); typed = { 'Lua', 'politely' }")
    nvim:cmd('2SkeinTemplate review these words')
    nvim:wait_for_text('\npolitely: {{tone}} these words\n\ntwo')
    nvim:wait_for_end()
    local thread = nvim:thread()
    expect(daemon('thread/get', { threadId = thread }).thread.systemPrompt, 'You review Lua.')
    local turn = daemon('turn/list', { threadId = thread, includeTexts = true }).data[1]
    expect({ turn.model, turn.options.temperature }, { 'scripted/scripted-2', 0.25 })
    nvim:lua("typed = { 'Lua', 'politely' }")
    nvim:cmd('SkeinTemplate review')
    nvim:wait_for_notice('The template review asks for input')
    nvim:cmd('SkeinTemplate nonsense')
    nvim:wait_for_notice('There is no template nonsense')
  end },
}
