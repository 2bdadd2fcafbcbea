---The folds of a chat: a model's reasoning, and the texts that were added to a question. They are made
---by hand, so that no other way of folding hides answers, and an answer that arrives costs nothing.
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

M.namespace = vim.api.nvim_create_namespace('skein.folds')

local TEXT = "v:lua.require'skein.chat.folds'.text()"

---Where a fold is now: its first and last row; nil when it is gone.
local function range(buffer, mark)
  local found = vim.api.nvim_buf_get_extmark_by_id(buffer, M.namespace, mark, { details = true })
  return found[1], found[1] and found[3].end_row
end

local function close(window, first, last)
  vim.api.nvim_win_call(window, function()
    if vim.wo.foldmethod == 'manual' and vim.fn.foldlevel(first + 1) == 0 then
      vim.cmd(('silent! %d,%dfold'):format(first + 1, last + 1))
    end
  end)
end

---Folds rows of a chat, in all its windows; the words are shown in their place.
function M.add(chat, first, last, words)
  local mark = vim.api.nvim_buf_set_extmark(chat.buffer, M.namespace, first, 0, { end_row = last, end_col = 0 })
  chat.folds[mark] = words
  for _, window in ipairs(vim.fn.win_findbuf(chat.buffer)) do
    close(window, first, last)
  end
end

---Forgets the folds that begin in these rows.
function M.forget(chat, first, last)
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(chat.buffer, M.namespace, { first, 0 }, { last, -1 }, {})) do
    vim.api.nvim_buf_del_extmark(chat.buffer, M.namespace, mark[1])
    chat.folds[mark[1]] = nil
  end
end

---Forgets all folds, before they are made anew.
function M.clear(chat)
  vim.api.nvim_buf_clear_namespace(chat.buffer, M.namespace, 0, -1)
  chat.folds = {}
  for _, window in ipairs(vim.fn.win_findbuf(chat.buffer)) do
    vim.api.nvim_win_call(window, function()
      vim.cmd('silent! normal! zE')
    end)
  end
end

---Gives a window of a chat its way of folding, whatever is usual in other windows.
function M.dress(chat, window)
  local options = vim.wo[window]
  if options.foldmethod ~= 'manual' or options.foldtext ~= TEXT then
    vim.api.nvim_win_call(window, function()
      vim.cmd('setlocal foldmethod=manual foldenable foldminlines=0 foldcolumn=0')
      vim.opt_local.foldtext = TEXT
      vim.opt_local.fillchars:append('fold: ')
    end)
  end
  for mark in pairs(chat.folds) do
    local first, last = range(chat.buffer, mark)
    if first then
      close(window, first, last)
    end
  end
end

---What stands in place of a closed fold.
function M.text()
  local buffer, row = vim.api.nvim_get_current_buf(), vim.v.foldstart - 1
  local chat = require('skein.chat').of(buffer)
  local mark = vim.api.nvim_buf_get_extmarks(buffer, M.namespace, { row, 0 }, { row, -1 }, { limit = 1 })[1]
  local count = vim.v.foldend - vim.v.foldstart + 1
  local words = chat and mark and chat.folds[mark[1]] or vim.fn.getline(vim.v.foldstart)
  local room = vim.api.nvim_win_get_width(0) - 16
  words = text.shortened(visible.text(words), math.max(room, 12))
  return ('▸ %s · %s'):format(words, count == 1 and '1 line' or count .. ' lines')
end

---The texts that a question carries: a line with a name and a colon, an empty line, a fenced block.
---Each is `{first, last, name}`, with indexes of the lines.
function M.of_question(lines)
  local found, index = {}, 1
  while index <= #lines do
    local name, fence = lines[index]:match('^(%S.*):$'), (lines[index + 2] or ''):match('^(```+)')
    local last
    if name and fence and lines[index + 1] == '' then
      for ending = index + 3, #lines do
        local run = lines[ending]:match('^(`+)%s*$')
        if run and #run >= #fence then
          last = ending
          break
        end
      end
    end
    if last then
      found[#found + 1] = { first = index, last = last, name = name }
    end
    index = (last or index) + 1
  end
  return found
end

return M
