---Texts of several lines, each edited in a buffer of its own: `:w` saves it.
local config = require('skein.config')
local notice = require('skein.notice')
local text = require('skein.text')
local visible = require('skein.visible')

local M = {}

---The text of a buffer, without the empty lines at its end.
local function text_of(buffer)
  return (text.joined(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)):gsub('%s+$', ''))
end

---Saves the buffer of a text; what was not changed is not sent.
local function write(buffer, options, shown)
  local written = text_of(buffer)
  if written == shown.text then
    vim.bo[buffer].modified = false
    return notice.info(('%s is unchanged.'):format(options.title))
  end
  options.save(written, function()
    shown.text = written
    if vim.api.nvim_buf_is_loaded(buffer) and text_of(buffer) == written then
      vim.bo[buffer].modified = false
    end
    notice.info(('%s is %s.'):format(options.title, written == '' and 'removed' or 'saved'))
  end)
end

---Opens a text: `options.name` is the buffer's, `options.title` begins sentences about it,
---`options.save(text, done)` saves it.
function M.open(options)
  local buffer = vim.fn.bufadd(options.name)
  local window = vim.fn.bufwinid(buffer)
  if window ~= -1 then
    return vim.api.nvim_set_current_win(window)
  end
  vim.cmd(config.window())
  vim.api.nvim_win_set_buf(0, buffer)
  local own = vim.bo[buffer]
  own.buftype, own.bufhidden, own.swapfile, own.buflisted = 'acwrite', 'wipe', false, false
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, visible.lines(options.text))
  own.filetype, own.modified = 'markdown', false
  local shown = { text = text_of(buffer) }
  vim.api.nvim_create_autocmd('BufWriteCmd', {
    group = vim.api.nvim_create_augroup('skein.text.' .. buffer, {}),
    buffer = buffer,
    callback = function()
      write(buffer, options, shown)
    end,
  })
  notice.info((':w saves it, :q leaves it. %s'):format(options.text == '' and 'It is empty.' or ''):gsub('%s+$', ''))
end

return M
