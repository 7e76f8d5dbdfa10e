# What differs between environments comes from ../env; use one workspace for each.
variable "environment" {
  description = "dev or prod"
  type        = string
}

variable "region" {
  description = "Region of the bucket"
  type        = string
  default     = "ap-northeast-1"
}

variable "assets_host" {
  description = "Host that serves the pictures"
  type        = string
}

variable "app_origins" {
  description = "Origins from which a browser uploads"
  type        = list(string)
}

variable "monthly_budget" {
  description = "What a month may cost, in US dollars"
  type        = number
  default     = 50
}

variable "alert_email" {
  description = "Where the budget's alert goes"
  type        = string
  default     = "ops@tomoda.life"
}
