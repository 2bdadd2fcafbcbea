---Closed folds with a text that is being written: the preview below it is not visible there, so the
---fold's own line shows the progress.
local preview = require('skein.preview')
local visible = require('skein.visible')

local M = {}

local TEXT = "v:lua.require'skein.fold'.text()"

local notes = {} -- by buffer: the words by mark
local own = {} -- by window: the 'foldtext' that it had

---The text of a closed fold: the progress first, then its usual text.
function M.text()
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local words = {}
  for mark, note in pairs(notes[buffer] or {}) do
    local range = preview.range(buffer, mark)
    if range and range.row + 1 >= vim.v.foldstart and range.row + 1 <= vim.v.foldend then
      words[#words + 1] = note
    end
  end
  local other = own[window] or 'foldtext()'
  words[#words + 1] = other == '' and vim.fn.getline(vim.v.foldstart) or vim.fn.eval(other)
  return table.concat(words, ' · ')
end

---Whether a row is in a closed fold of a window.
local function is_closed(window, row)
  return vim.api.nvim_win_call(window, function()
    return vim.fn.foldclosed(row + 1) ~= -1
  end)
end

---Shows the progress for a place, where it is in a closed fold.
function M.say(buffer, mark, note)
  local range = preview.range(buffer, mark)
  if not range then
    return
  end
  notes[buffer] = notes[buffer] or {}
  notes[buffer][mark] = visible.text(note)
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    if is_closed(window, range.row) then
      own[window] = own[window] or vim.wo[window].foldtext
      -- Setting the option redraws the fold.
      vim.wo[window].foldtext = TEXT
    end
  end
end

---Removes the progress for a place.
function M.clear(buffer, mark)
  if not notes[buffer] then
    return
  end
  notes[buffer][mark] = nil
  if next(notes[buffer]) then
    return
  end
  notes[buffer] = nil
  for window, foldtext in pairs(own) do
    local is_valid = vim.api.nvim_win_is_valid(window)
    if not is_valid or vim.api.nvim_win_get_buf(window) == buffer then
      if is_valid and vim.wo[window].foldtext == TEXT then
        vim.wo[window].foldtext = foldtext
      end
      own[window] = nil
    end
  end
end

return M
