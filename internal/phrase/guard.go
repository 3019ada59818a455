package phrase

// guard is a reason of grammar why words may not tell that somebody has now what they name. None names a part of the body, an
// illness or an idiom: what only sounds like a sign is learnt from examples. A guard never silences a message; it lets a pattern
// count as held, which the caller weighs.
type guard uint8

const (
	denied   guard = 1 << iota // denial: "no fever"
	past                       // tense: "ten years ago"
	over                       // tense: "it went away"
	others                     // person: "my aunt had cancer", not "my aunt has"
	asked                      // question: "what are the signs of"
	possible                   // possibility: "what if", "in case"
)

// denialReach is how many words a "no" reaches.
const denialReach = 7

// guard marks the words that a guard covers.
func (r *Reading) guard() {
	n := len(r.tokens)
	if cap(r.role) < n {
		r.role = make([]role, n)
	}
	r.role = r.role[:n]
	clear(r.role)
	for _, h := range r.hits {
		if int(h.group) < len(r.lexicon.roles) {
			for i := h.start; i < h.end; i++ {
				r.role[i] |= r.lexicon.roles[h.group]
			}
		}
	}
	for _, h := range r.hits { // the "no" of "no feeling" is the phrase's own
		if int(h.group) >= len(r.lexicon.roles) && h.end-h.start > 1 && r.role[h.start]&denies != 0 {
			r.role[h.start] |= noDenial
		}
	}
	for from, to := range r.Sentences() {
		r.guardSentence(from, to)
	}
}

func (r *Reading) guardSentence(from, to int) {
	var all role
	for clause := from; clause < to; {
		end := clause + 1
		for end < to && !r.tokens[end].opens && r.role[end]&turns == 0 {
			end++
		}
		roles := r.mark(clause, end, 0)
		all |= roles
		if roles&now == 0 {
			if roles&longAgo != 0 {
				r.mark(clause, end, past)
			}
			if roles&relative != 0 && roles&had != 0 {
				r.mark(clause, end, others)
			}
		}
		if roles&gone != 0 {
			r.mark(from, end, over)
		}
		clause = end
	}
	if all&asks != 0 && all&now == 0 {
		r.mark(from, to, asked)
	}
	if all&supposes != 0 && all&now == 0 {
		r.mark(from, to, possible)
	}
	for i := from; i < to; i++ {
		if r.role[i]&denies != 0 && r.role[i]&noDenial == 0 {
			r.deny(i+1, to)
		}
	}
}

// mark puts guards on words and returns the roles of all of them.
func (r *Reading) mark(from, to int, g guard) (all role) {
	for i := from; i < to; i++ {
		r.tokens[i].guards |= g
		all |= r.role[i]
	}
	return all
}

// deny marks what a "no" reaches: to the next "but", to a new subject, or to a comma, unless a list goes on that closes with "or".
func (r *Reading) deny(from, to int) {
	reach := denialReach
	for i := from; i < to && i < from+reach; i++ {
		if r.role[i]&(turns|subject) != 0 {
			return
		}
		if r.tokens[i].opens {
			if !r.listed(i, to) {
				return
			}
			reach = i - from + denialReach
		}
		r.tokens[i].guards |= denied
	}
}

func (r *Reading) listed(from, to int) bool {
	for i := from; i < to && i < from+10; i++ {
		if r.role[i]&either != 0 {
			return true
		}
		if r.role[i]&(turns|subject|denies) != 0 {
			return false
		}
	}
	return false
}

// free reports whether no guard holds a hit. A phrase with a "no" of its own is not denied by it.
func (r *Reading) free(h hit) bool { return r.held(h) == 0 }

func (r *Reading) held(h hit) guard {
	g := r.tokens[h.start].guards
	if r.role[h.start]&denies != 0 {
		g &^= denied
	}
	return g
}
