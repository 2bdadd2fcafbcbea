---What a Neovim has stored of a turn after the daemon sent these messages in this order; each is
---a method and its params.
local function heard(nvim, said)
  return nvim:lua([=[
    local connection, listeners = require('skein.connection'), {}
    local watched
    connection.on = function(method, listener)
      listeners[method] = listener
    end
    connection.request = function(method, params, callback)
      if method == 'turn/start' then
        callback(nil, { turn = { id = params.id, status = 'running' } })
      elseif method == 'turn/watch' then
        callback(nil, watched)
      end
    end
    local turn = require('skein.turn').start({ input = 'x' }, {})
    for _, each in ipairs(...) do
      local params = each[2]
      params.turnId = turn.id
      if params.turn then
        params.turn.id = turn.id
      end
      watched = params.watched
      local listener = listeners[each[1]]
      listener(params)
    end
    return { turn.text, turn.reasoning }
  ]=], said)
end

local function delta(seq, text)
  return { 'turn/delta', { seq = seq, kind = 'text', text = text } }
end

return {
  { 'what turned out to be thought aloud is none of the words that are kept', function(start)
    local ended = { status = 'failed', output = '', reasoning = 'Let me see. It may be' }
    expect(heard(start(), { delta(1, 'Let me see.'), { 'turn/ended', { turn = ended, messages = {} } } })[1], '')
  end },

  { 'what was heard of a killed daemon is kept where it goes on from what that has', function(start)
    local ended = { status = 'interrupted', output = 'one ' }
    local said = { delta(1, 'one '), delta(2, 'two '), { 'turn/ended', { turn = ended, messages = {} } } }
    expect(heard(start(), said)[1], 'one two ')
  end },

  { 'a connection that has lagged in the middle of an answer is given it anew', function(start)
    local watched = {
      turn = { status = 'running' }, fromSeq = 0, seq = 3, text = 'It is 391.', reasoning = 'Let me see.',
    }
    local said = { delta(1, 'Let me see.'), { 'turn/lagged', { seq = 1, watched = watched } }, delta(4, ' Really.') }
    expect(heard(start(), said), { 'It is 391. Really.', 'Let me see.' })
  end },
}
