local terminals = require('terminal')

---What stands in place of hidden text. A newer Neovim moves the cursor after it, so that what follows
---is not looked for.
local REPLACED = 'a\239\191\189'

---Runs a function with a Neovim on a terminal, and checks that nothing hidden was shown.
local function shows_nothing_hidden(act, marker)
  local terminal = terminals.start()
  local ok, err = pcall(act, terminal)
  local _ = ok and vim.wait(2000, function()
    return table.concat(terminal.written):find(marker or REPLACED, 1, true) ~= nil
  end, 20)
  local shown, all = terminal:shown()
  terminal:stop()
  if not ok then
    error(err, 0)
  end
  expect(vim.tbl_map(function(code)
    return ('U+%04X'):format(code)
  end, shown), {})
  if not all:find(marker or REPLACED, 1, true) then
    error('it does not show ' .. (marker or 'the replacements'), 0)
  end
end

---Makes threads with all the titles, each with the title as a message.
local function make_threads()
  for _, title in ipairs(terminals.titles) do
    local id = daemon('thread/create', { title = title }).thread.id
    daemon('message/append', { threadId = id, role = 'user', content = 'needle ' .. terminals.text:gsub('%z', '') })
  end
end

local SECOND = 1000

return {
  { 'what is hidden gives way, joiners stay where they join, and other text is as it was', function(start)
    local nvim = start()
    local text = nvim:lua("return require('skein.visible').text(...)", terminals.text)
    for _, code in ipairs(terminals.codes) do
      expect_part(text, 'a\239\191\189b')
      expect(text:find('a' .. vim.fn.nr2char(code) .. 'b', 1, true), nil)
    end
    expect(select(2, text:gsub('a\239\191\189b', '')), #terminals.codes)
    expect_part(text, '👩\226\128\141💻')
    expect_part(text, 'می\226\128\140خواهم')
    expect(text:find(' \226\128\140 ', 1, true) or text:find(' \226\128\141 ', 1, true), nil)
    local plain = 'Ünïcode 日本語\twith\ntabs, é, 🧶, עברית and Привет'
    expect(nvim:lua("return require('skein.visible').text(...)", plain), plain)
    expect(nvim:lua("return require('skein.visible').in_buffer(...)", plain), plain)
  end },

  { 'a chat shows questions, answers, reasoning and the title', function()
    shows_nothing_hidden(function(nvim)
      nvim:lua("require('skein').ask('say ' .. ...)", terminals.text)
      nvim:wait("vim.g.skein_turn and vim.g.skein_turn.status == 'completed'")
      nvim:wait("#vim.b.skein_title > 10")
      -- The whole text is there, as Neovim shows it or as U+FFFD.
      local buffer = nvim:text()
      expect_part(buffer, 'a\226\128\174b')
      expect(buffer:find('a\226\128\168b', 1, true), nil)
      nvim:cmd('normal! gg')
    end, '<202e>')
  end },

  { 'why a turn has failed is shown, in the chat and as a message', function()
    shows_nothing_hidden(function(nvim)
      nvim:lua("require('skein').ask('fail 400 one\226\128\174two\226\128\168three')")
      nvim:wait_for_text('not sent to the model')
    end, 'two\239\191\189')
    shows_nothing_hidden(function(nvim)
      nvim:cmd('set cmdheight=20')
      nvim:cmd('SkeinAppend fail 400 one\226\128\174two\226\128\168three')
      vim.wait(SECOND, function()
        return nvim:lua("return vim.fn.execute('messages')"):find('three') ~= nil
      end, 20)
      nvim:cmd('messages')
    end, 'one\239\191\189')
  end },

  { 'the picker of threads, completion and search show titles', function()
    make_threads()
    for _, keys in ipairs { ':SkeinOpen!<CR>', ':SkeinThreads<CR>', ':SkeinThreads! a<Tab>', ':SkeinSearch needle<CR>' } do
      shows_nothing_hidden(function(nvim)
        nvim:type(keys)
        vim.wait(5 * SECOND, function()
          return table.concat(nvim.written):find(REPLACED, 1, true) ~= nil
        end, 20)
        nvim:type('<C-c>')
      end)
    end
  end },

  { 'tasks show titles and descriptions', function()
    for _, title in ipairs(terminals.titles) do
      daemon('task/create', { title = title, description = title })
    end
    shows_nothing_hidden(function(nvim)
      nvim:cmd('SkeinTasks')
      nvim:wait_for_text('[ ] a')
    end)
  end },

  { 'a preview shows what is being written', function()
    shows_nothing_hidden(function(nvim)
      nvim:lua([[
        local preview = require('skein.preview')
        local mark = preview.place(0, { row = 0, column = 0, end_row = 0, end_column = 0 }, true)
        for line in vim.gsplit(..., ' ') do
          preview.show(0, mark, 'note ' .. line, line)
        end
        preview.show(0, mark, 'note', ...)
      ]], terminals.text)
    end)
  end },

  { 'a title that is completed opens its thread', function(start)
    local id = daemon('thread/create', { title = 'Not\226\128\174hing' }).thread.id
    local nvim = start()
    expect(nvim:lua("return vim.fn.getcompletion('SkeinOpen Not', 'cmdline')"), { 'Not\239\191\189hing' })
    nvim:cmd('SkeinOpen Not\239\191\189hing')
    nvim:wait("require('skein.chat').of() and require('skein.chat').of().thread_id == '" .. id .. "'")
    nvim:wait("vim.b.skein_title == 'Not\239\191\189hing'")
  end },

  { 'what is asked again is what was asked, hidden or not', function(start)
    local nvim = start()
    nvim:lua("require('skein').ask('say one\226\128\174two\226\128\168three')")
    nvim:wait_for_end()
    nvim:type('gr')
    local id = nvim:lua("return require('skein.chat').of().thread_id")
    vim.wait(10000, function()
      local turns = daemon('turn/list', { threadId = id, status = 'completed' }).data
      return #turns == 2
    end, 20)
    expect(#daemon('turn/list', { threadId = id, status = 'completed' }).data, 2)
    nvim:wait("select(2, table.concat(lines(), '\\n'):gsub('## Assistant', '')) == 1 and #require('skein.turn').active() == 0")
    for _, message in ipairs(daemon('message/list', { threadId = id }).data) do
      expect_part(message.content, 'one\226\128\174two\226\128\168three')
    end
  end },
}
