-- Runs every test of the files that end in _test.lua, each with a new Neovim, and reports the
-- failures. A test is a function with a sentence as its name; it gets a function that starts Neovim.
local child = require('child')

---What the names of the tests to run contain: words, or several with a bar between them.
local only = vim.split(vim.env.SKEIN_NVIM_ONLY or '', '|', { plain = true })
local failures, count = {}, 0

local function say(words)
  io.stdout:write(words .. '\n')
end

---Fails unless both values are the same.
function _G.expect(actual, expected)
  if not vim.deep_equal(actual, expected) then
    error(('expected %s\nfound    %s'):format(vim.inspect(expected), vim.inspect(actual)), 2)
  end
end

---Fails unless the text contains the part.
function _G.expect_part(text, part)
  if not text:find(part, 1, true) then
    error(('expected %q in:\n%s'):format(part, text), 2)
  end
end

---Calls the daemon as a script does, through `skein call`.
function _G.daemon(method, params)
  local output = vim.fn.system({ 'skein', 'call', method, vim.json.encode(params or vim.empty_dict()) })
  if vim.v.shell_error ~= 0 then
    error(method .. ': ' .. output, 2)
  end
  return vim.json.decode(output, { luanil = { object = true } })
end

---How long one test may take. A Neovim that waits at a prompt answers no call, and a call has no time
---limit of its own: when the limit is reached, the test's Neovims are killed, which ends the call.
local TEST_LIMIT_MS = 120000

local function is_chosen(name)
  for _, words in ipairs(only) do
    if name:find(words, 1, true) then
      return true
    end
  end
  return false
end

local function run(name, test)
  local children = {}
  local function start(environment)
    local one = child.start(environment)
    children[#children + 1] = one
    return one
  end
  count = count + 1
  local began = vim.loop.hrtime()
  child.pids = {}
  local watchdog = vim.loop.new_timer()
  watchdog:start(TEST_LIMIT_MS, 0, function()
    for _, pid in ipairs(child.pids) do
      vim.loop.kill(pid, 'sigkill')
    end
  end)
  local ok, err = xpcall(function()
    test(start)
  end, debug.traceback)
  watchdog:stop()
  watchdog:close()
  for _, one in ipairs(children) do
    one:stop()
  end
  if not ok then
    failures[#failures + 1] = name
    say(('FAILED  %s\n%s'):format(name, err))
  elseif (vim.env.SKEIN_NVIM_VERBOSE or '') ~= '' then
    say(('%5d ms  %s'):format((vim.loop.hrtime() - began) / 1e6, name))
  end
end

local files = vim.fn.glob(vim.env.SKEIN_NVIM .. '/tests/*_test.lua', false, true)
for _, file in ipairs(files) do
  local loaded, tests = pcall(dofile, file)
  if not loaded then
    failures[#failures + 1] = file
    count = count + 1
    say('FAILED  ' .. tests)
  end
  for _, each in ipairs(loaded and tests or {}) do
    if is_chosen(each[1]) then
      run(each[1], each[2])
    end
  end
end
if count == 0 then
  say('no test was run')
  vim.cmd('cquit')
end
say(('%d of %d tests passed'):format(count - #failures, count))
vim.cmd(#failures == 0 and 'quitall!' or 'cquit')
