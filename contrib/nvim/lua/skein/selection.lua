---The range of a command: lines, or the exact characters of a visual selection.
local text = require('skein.text')

local M = {}

---The end, exclusive, of a selection whose last character begins at a column.
local function end_column(line, column)
  column = math.min(column, #line)
  if vim.o.selection == 'exclusive' then
    return column
  end
  return column + #vim.fn.matchstr(line:sub(column + 1), '.')
end

---The range of a command `{line1, line2, range}` in a buffer: rows and byte columns from 0, the end
---exclusive, and whether it is whole lines. The characters count when the last visual selection was
---characterwise and has the same lines.
function M.of_command(buffer, command)
  local first, last = command.line1, command.line2
  if command.range == 2 and vim.fn.visualmode() == 'v' then
    local start = vim.api.nvim_buf_get_mark(buffer, '<')
    local finish = vim.api.nvim_buf_get_mark(buffer, '>')
    if start[1] == first and finish[1] == last then
      local line = vim.api.nvim_buf_get_lines(buffer, last - 1, last, false)[1]
      local start_column = start[2]
      local finish_column = end_column(line, finish[2])
      if start_column > 0 or finish_column < #line then
        return { row = first - 1, column = start_column, end_row = last - 1, end_column = finish_column, lines = false }
      end
    end
  end
  return M.of_lines(buffer, first, last)
end

---The range of whole lines, numbered from 1.
function M.of_lines(buffer, first, last)
  local line = vim.api.nvim_buf_get_lines(buffer, last - 1, last, false)[1] or ''
  return { row = first - 1, column = 0, end_row = last - 1, end_column = #line, lines = true }
end

---Why a model's text cannot be written into a buffer, or nil.
function M.refusal(buffer)
  if vim.bo[buffer].filetype:find('^skein') then
    return 'The text of skein itself is not rewritten: go to a file.'
  elseif not vim.bo[buffer].modifiable then
    return "This buffer can't be changed ('nomodifiable'). Ask about it with :SkeinAsk."
  end
end

---The text of a range.
function M.text(buffer, range)
  local lines = vim.api.nvim_buf_get_lines(buffer, range.row, range.end_row + 1, false)
  if not range.lines and #lines > 0 then
    lines[#lines] = lines[#lines]:sub(1, range.end_column)
    lines[1] = lines[1]:sub(range.column + 1)
  end
  return text.joined(lines)
end

---The name of a buffer for the model: its path below the working directory.
function M.buffer_name(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  return name ~= '' and vim.fn.fnamemodify(name, ':~:.') or nil
end

---A text below a question: a line with its name, and a fenced block.
function M.block(name, content, language)
  return ('%s:\n\n%s'):format(name, text.fenced(content, language))
end

---The name of a range: the buffer's, and the lines.
function M.name(buffer, range)
  local place = M.buffer_name(buffer) or 'a buffer without a name'
  if range.row == range.end_row then
    return ('%s, line %d'):format(place, range.row + 1)
  end
  return ('%s, lines %d–%d'):format(place, range.row + 1, range.end_row + 1)
end

---The language of a buffer, as a fence names it.
function M.language(buffer)
  return vim.bo[buffer].filetype:match('^[%w_+-]+') or ''
end

---The question with the text that it is about.
function M.question(words, buffer, range)
  return ('%s\n\n%s'):format(words, M.block(M.name(buffer, range), M.text(buffer, range), M.language(buffer)))
end

return M
