---Fills the current buffer, unnamed and modifiable.
local function fill(nvim, lines)
  nvim:lua('vim.api.nvim_buf_set_lines(0, 0, -1, false, ...)', lines)
end

return {
  { 'the operator rewrites the text of a motion, and the dot asks for the same again', function(start)
    local nvim = start()
    nvim:lua("require('skein').setup { default_mappings = true }; typed = 'say X'")
    fill(nvim, { 'one two', '', 'three' })
    nvim:lua('vim.api.nvim_win_set_cursor(0, { 1, 4 })')
    nvim:type('gsiw')
    nvim:wait_for_proposal()
    nvim:type('ga')
    nvim:wait("vim.startswith(lines()[1], 'one X')")
    nvim:type('u')
    nvim:wait("lines()[1] == 'one two'")
    nvim:lua("typed = 'nothing may ask now'")
    nvim:type('G0.')
    nvim:wait_for_proposal()
    nvim:type('ga')
    nvim:wait("vim.tbl_contains(lines(), 'X')")
    expect(vim.list_slice(nvim:lines(), 1, 3), { 'one two', '', 'X' })
  end },

  { 'a Markdown file is a chat: its text is the history, and the answer is written below', function(start)
    local nvim = start()
    local before = #daemon('thread/list', { limit = 200 }).data
    fill(nvim, { 'Be brief.', '', '## You', '', 'say one', '', '## Assistant', '', 'one', '', '## You', '', 'count', '', '' })
    nvim:cmd('SkeinHere')
    -- The system prompt, two messages and the question.
    nvim:wait_for_text('count\n\n## Assistant\n\n4\n\n## You\n')
    nvim:type('Gosystem<Esc>:SkeinHere<CR>')
    nvim:wait_for_text('## Assistant\n\nBe brief.\n\n## You\n')
    nvim:type('u')
    nvim:wait("not table.concat(lines(), '\\n'):find('## Assistant\\n\\nBe brief.', 1, true)")
    nvim:cmd('%delete')
    nvim:cmd('SkeinHere')
    nvim:wait_for_notice('There is no question: write it below the last "## You".')
    fill(nvim, { 'say whole', 'file' })
    nvim:cmd('SkeinHere')
    nvim:wait_for_text('say whole\nfile\n\n## Assistant\n\nwhole\nfile\n\n## You\n')
    -- The file is the history: no thread is left in the lists.
    local _ = vim.wait(5000, function()
      return #daemon('thread/list', { limit = 200 }).data == before
    end, 50)
    expect(#daemon('thread/list', { limit = 200 }).data, before)
  end },

  { ':SkeinHealth shows versions, the daemon and its checks', function(start)
    local nvim = start()
    nvim:lua("require('skein').call('ping')")
    nvim:cmd('SkeinHealth')
    nvim:wait_for_text('Neovim ')
    expect_part(nvim:text(), 'answers at ')
    expect_part(nvim:text(), 'database: ')
    expect_part(nvim:text(), 'model')
  end },

  { 'code is coloured by its language, yanked, filtered and opened in a buffer', function(start)
    local nvim = start()
    nvim:cmd('syntax on')
    nvim:lua("require('skein').ask('say \\n```lua\\nlocal x = 1\\n```\\n\\n```python\\nimport os\\n```')")
    nvim:wait_for_end()
    nvim:wait([[(function()
      local marks = vim.api.nvim_buf_get_extmarks(0, require('skein.chat.code').namespace, 0, -1, { details = true })
      local colours = vim.tbl_map(function(mark) return mark[4].hl_group end, marks)
      local row = vim.fn.search('import os', 'n')
      local group = vim.fn.synIDattr(vim.fn.synID(row, 1, 1), 'name')
      return group == 'pythonInclude' and (vim.fn.has('nvim-0.9') == 0 or vim.tbl_contains(colours, '@keyword.lua'))
    end)()]])
    nvim:wait("vim.fn.search('local x', 'w') > 0")
    nvim:type('gy')
    nvim:wait([[vim.fn.getreg('"') == 'local x = 1\n']])
    nvim:cmd('SkeinFilter tr a-z A-Z')
    nvim:wait("vim.deep_equal(lines(), { 'LOCAL X = 1' })")
    nvim:type('q')
    nvim:wait("vim.bo.filetype == 'skein'")
    nvim:type('go')
    nvim:wait("vim.bo.filetype == 'lua' and vim.deep_equal(lines(), { 'local x = 1' })")
  end },

  { 'the columns of a table are aligned, in code they stay as they are', function(start)
    local nvim = start()
    local aligned = nvim:lua("return require('skein.tables').aligned(...)", {
      '| a | long name |', '|:-|--:|', '| wörd | 1 |', '| x |', '```', '|a|b|', '|-|-|', '```', 'text | no table',
    })
    expect(aligned, {
      '| a    | long name |', '| :--- | --------: |', '| wörd |         1 |', '| x    |           |',
      '```', '|a|b|', '|-|-|', '```', 'text | no table',
    })
  end },
}
