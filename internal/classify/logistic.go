package classify

import "math"

// Case is one case of a yes-or-no question: what is known of it, and the answer.
type Case struct {
	X   []float64 // a constant first
	Yes bool
	N   float64 // how often it counts
}

// Logistic fits the weights of a logistic regression by Newton's method, shrunk a little towards 0.
func Logistic(cases []Case, size int) []float64 {
	const rounds, shrink = 25, 1.0
	w := make([]float64, size)
	for range rounds {
		gradient, hessian := make([]float64, size), make([][]float64, size)
		for i := range w {
			hessian[i] = make([]float64, size)
			hessian[i][i], gradient[i] = shrink, -shrink*w[i]
		}
		for _, c := range cases {
			var z, y float64
			for i, x := range c.X {
				z += w[i] * x
			}
			if c.Yes {
				y = 1
			}
			p := 1 / (1 + math.Exp(-z))
			for a := range c.X {
				gradient[a] += c.N * (y - p) * c.X[a]
				for b := range c.X {
					hessian[a][b] += c.N * p * (1 - p) * c.X[a] * c.X[b]
				}
			}
		}
		for i, d := range solve(hessian, gradient) {
			w[i] += d
		}
	}
	return w
}

// solve returns the x of a x = b, for a positive definite a; it uses both up.
func solve(a [][]float64, b []float64) []float64 {
	for i := range b {
		for r := i + 1; r < len(b); r++ {
			f := a[r][i] / a[i][i]
			for c := i; c < len(b); c++ {
				a[r][c] -= f * a[i][c]
			}
			b[r] -= f * b[i]
		}
	}
	for i := len(b) - 1; i >= 0; i-- {
		for c := i + 1; c < len(b); c++ {
			b[i] -= a[i][c] * b[c]
		}
		b[i] /= a[i][i]
	}
	return b
}
