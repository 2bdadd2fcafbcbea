---Notices that are too long for the command line, or that the next key would remove: a small window
---in the corner, which stays until it was read.
local text = require('skein.text')
local uv = vim.uv or vim.loop

local M = {}

---The maximum width of the window, and how many lines of notices it has.
M.COLUMNS = 76
M.LINES = 12
---How long it stays at least before a move of the cursor closes it: this time for each character.
M.READING_MS = 30

local highlights = {
  [vim.log.levels.ERROR] = 'NormalFloat:ErrorMsg',
  [vim.log.levels.WARN] = 'NormalFloat:WarningMsg',
}

local shown -- {buffer, window, notices, until_ms}

local function close()
  if shown and vim.api.nvim_win_is_valid(shown.window) then
    vim.api.nvim_win_close(shown.window, true)
  end
  shown = nil
end

local function is_open()
  return shown and vim.api.nvim_win_is_valid(shown.window)
end

---Closes it at the first move of the cursor after that time.
local function watch()
  local group = vim.api.nvim_create_augroup('skein.card', {})
  vim.api.nvim_create_autocmd('CursorMoved', {
    group = group,
    callback = function()
      if is_open() and (uv.now() < shown.until_ms or vim.api.nvim_get_current_win() == shown.window) then
        return
      end
      close()
      return true
    end,
  })
end

---The notices as lines of a width, the newest last, as many as fit.
local function lines_of(notices, width)
  local lines = {}
  for _, notice in ipairs(notices) do
    vim.list_extend(lines, text.wrapped(notice, width))
  end
  local most = math.max(1, math.min(M.LINES, vim.o.lines - 6))
  return vim.list_slice(lines, math.max(1, #lines - most + 1), #lines)
end

local function layout(notices)
  local width = math.max(10, math.min(M.COLUMNS, vim.o.columns - 4))
  local lines = lines_of(notices, width)
  local longest = 1
  for _, line in ipairs(lines) do
    longest = math.max(longest, vim.fn.strwidth(line))
  end
  return lines, {
    relative = 'editor',
    anchor = 'SE',
    row = vim.o.lines - vim.o.cmdheight - 1,
    col = vim.o.columns,
    width = longest,
    height = #lines,
    style = 'minimal',
    border = 'rounded',
  }
end

---Shows a notice, below those that were not read yet; false where no window can be opened.
function M.show(words, level)
  local notices = is_open() and shown.notices or {}
  notices[#notices + 1] = words
  local lines, place = layout(notices)
  if is_open() then
    vim.api.nvim_win_set_config(shown.window, place)
  else
    local buffer = vim.api.nvim_create_buf(false, true)
    vim.bo[buffer].bufhidden = 'wipe'
    local opened, window = pcall(vim.api.nvim_open_win, buffer, false, vim.tbl_extend('force', place, { noautocmd = true }))
    if not opened then
      return false
    end
    shown = { buffer = buffer, window = window }
    watch()
  end
  shown.notices = notices
  shown.until_ms = uv.now() + M.READING_MS * #table.concat(notices)
  vim.api.nvim_buf_set_lines(shown.buffer, 0, -1, false, lines)
  vim.wo[shown.window].winhighlight = highlights[level] or ''
  return true
end

return M
