# What another owner changes; the defaults are the project's names.
variable "project" {
  description = "GCP project of both environments"
  type        = string
  default     = "development-485000"
}

variable "region" {
  description = "Region of everything regional"
  type        = string
  default     = "asia-east1"
}

variable "zone" {
  description = "Zone of the cluster"
  type        = string
  default     = "asia-east1-a"
}

variable "cluster" {
  description = "Name of the cluster"
  type        = string
  default     = "gke-tomoda"
}

variable "environments" {
  description = "Environments and their namespaces"
  type        = map(object({ namespace = string }))
  default = {
    dev  = { namespace = "tomoda" }
    prod = { namespace = "prod" }
  }
}

variable "operators" {
  description = "CIDR blocks that may reach the cluster's API, as a person or a build"
  type        = list(string)
  default     = []
}

variable "repository" {
  description = "The repository that Cloud Build builds"
  type        = string
  default     = "https://github.com/tomoda-life/tomoda.git"
}

variable "github_installation" {
  description = "Number of Cloud Build's GitHub app installation"
  type        = number
  default     = 0
}

variable "alert_email" {
  description = "Where budget and uptime alerts go"
  type        = string
  default     = "ops@tomoda.life"
}

variable "billing_account" {
  description = "Billing account of the budget; empty makes none"
  type        = string
  default     = ""
}

variable "monthly_budget" {
  description = "What a month may cost, in the account's currency"
  type        = number
  default     = 400
}
