---The operator that rewrites the text of a motion. Repeated with the dot, it asks for the same again.
local ask = require('skein.ask')
local proposal = require('skein.proposal')
local selection = require('skein.selection')

local M = {}

local words -- what was asked for last
local is_new = false

---Begins the operator: the result of an expression mapping.
function M.start()
  is_new = true
  vim.go.operatorfunc = "v:lua.require'skein.operator'.apply"
  return 'g@'
end

---The range of a motion, of a kind as `g@` gives it.
local function range_of(buffer, kind)
  local first, last = vim.api.nvim_buf_get_mark(buffer, '['), vim.api.nvim_buf_get_mark(buffer, ']')
  if kind ~= 'char' then
    return selection.of_lines(buffer, first[1], last[1])
  end
  local line = vim.api.nvim_buf_get_lines(buffer, last[1] - 1, last[1], false)[1]
  local finish = last[2] + #vim.fn.matchstr(line:sub(last[2] + 1), '.')
  local is_whole = first[2] == 0 and finish >= #line
  return is_whole and selection.of_lines(buffer, first[1], last[1])
    or { row = first[1] - 1, column = first[2], end_row = last[1] - 1, end_column = finish, lines = false }
end

---Rewrites the text of the motion.
function M.apply(kind)
  local buffer = vim.api.nvim_get_current_buf()
  local range = range_of(buffer, kind)
  local function rewrite(given)
    words = given
    proposal.start(given, buffer, range)
  end
  if words and not is_new then
    return rewrite(words)
  end
  is_new = false
  ask.with_words('', 'Rewrite it: ', rewrite)
end

return M
