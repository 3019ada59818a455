package quality

import (
	"math"

	"backtalk/internal/answer"
)

// vector is a feature vector or the weights of one; the first entry is the constant.
type vector = [answer.NumFeatures]float64

// example is a question's features, and whether the best passage answers it.
type example struct {
	x    vector
	y    float64
	fold int
}

// Newton's method ends after this many steps, enough for it to stand still at every strength of the grid; each is
// halved until the loss no longer grows.
const (
	newtonSteps = 30
	maxHalvings = 20
)

// logistic fits weights for raw features by logistic regression. It minimises the sum of the log losses plus
// strength/2 times the squares of the weights for features brought to mean 0 and deviation 1, the constant left out.
// Sums run in the order of the examples, and every product is rounded before it is added, so that no processor's fused
// multiply-add changes a digit.
func logistic(examples []example, strength float64) vector {
	mean, deviation := moments(examples)
	scaled := make([]example, len(examples))
	for i, e := range examples {
		scaled[i] = e
		for k := 1; k < len(e.x); k++ {
			scaled[i].x[k] = 0
			if deviation[k] > 0 {
				scaled[i].x[k] = (e.x[k] - mean[k]) / deviation[k]
			}
		}
	}
	var w vector
	now := penalised(scaled, w, strength)
	for range newtonSteps {
		step := newtonStep(scaled, w, strength)
		size := 1.0
		for range maxHalvings {
			next := w
			for k := range next {
				next[k] -= float64(size * step[k])
			}
			if loss := penalised(scaled, next, strength); loss <= now {
				w, now = next, loss
				break
			}
			size /= 2
		}
	}
	for k := 1; k < len(w); k++ {
		if deviation[k] == 0 {
			w[k] = 0
			continue
		}
		w[k] /= deviation[k]
		w[0] -= float64(w[k] * mean[k])
	}
	return w
}

// moments are the means and standard deviations of the features; the deviation of one that never changes is 0.
func moments(examples []example) (mean, deviation vector) {
	n := float64(len(examples))
	for _, e := range examples {
		for k := range e.x {
			mean[k] += e.x[k]
		}
	}
	for k := range mean {
		mean[k] /= n
	}
	for _, e := range examples {
		for k := range e.x {
			d := e.x[k] - mean[k]
			deviation[k] += float64(d * d)
		}
	}
	const still = 1e-9 // below this a feature does not change, rounding aside
	for k := range deviation {
		if deviation[k] = math.Sqrt(deviation[k] / n); deviation[k] < still {
			deviation[k] = 0
		}
	}
	return mean, deviation
}

// penalised is the loss that logistic minimises.
func penalised(examples []example, w vector, strength float64) float64 {
	sum := 0.0
	for _, e := range examples {
		sum += logLoss(e.y, predict(w, e.x))
	}
	for k := 1; k < len(w); k++ {
		sum += float64(strength / 2 * float64(w[k]*w[k]))
	}
	return sum
}

// newtonStep solves Hessian times step = gradient.
func newtonStep(examples []example, w vector, strength float64) vector {
	var h [answer.NumFeatures]vector
	var g vector
	for _, e := range examples {
		p := predict(w, e.x)
		spread := max(p*(1-p), 1e-12)
		for k := range g {
			g[k] += float64((p - e.y) * e.x[k])
			for l := range g {
				h[k][l] += float64(float64(spread*e.x[k]) * e.x[l])
			}
		}
	}
	for k := 1; k < len(w); k++ {
		g[k] += float64(strength * w[k])
		h[k][k] += strength
	}
	return solve(h, g)
}

// solve is Gaussian elimination; the matrix is symmetric and positive definite, so no pivoting is needed.
func solve(h [answer.NumFeatures]vector, g vector) vector {
	n := len(g)
	for k := range n {
		for row := k + 1; row < n; row++ {
			factor := h[row][k] / h[k][k]
			for col := k; col < n; col++ {
				h[row][col] -= float64(factor * h[k][col])
			}
			g[row] -= float64(factor * g[k])
		}
	}
	for k := n - 1; k >= 0; k-- {
		for col := k + 1; col < n; col++ {
			g[k] -= float64(h[k][col] * g[col])
		}
		g[k] /= h[k][k]
	}
	return g
}

func predict(w, x vector) float64 {
	z := 0.0
	for k := range w {
		z += float64(w[k] * x[k])
	}
	return 1 / (1 + math.Exp(-z))
}

// logLoss is the surprise at what came, kept finite.
func logLoss(y, p float64) float64 {
	if y == 0 {
		p = 1 - p
	}
	return -math.Log(max(p, 1e-15))
}
